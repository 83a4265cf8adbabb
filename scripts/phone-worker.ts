import { createHash } from 'node:crypto';
import type { Plugin, Rolldown } from 'vite';

type Chunk = Rolldown.OutputChunk;

/** Pages that the phone keeps for work without a network, beside those that it begins with. */
const keptPages = [
  /\/apps\/web\/phone\/(home|me|unsent|pending-bar)\.tsx$/,
  /\/web\/phone\/home-[^/]+\.tsx$/,
  /\/webkit\/offline\/device\.ts$/,
  /\/management\/meetings\/web\/(phone|offline)\//,
  /\/education\/courses\/web\/(phone|offline)\//,
  // An exam that goes on is found and opened again after the page was closed.
  /\/education\/exams\/web\/phone\/(exam|exam-list)\.tsx$/,
];

/** The office begins with them, the phone fetches them later: such a chunk has no module as its face. */
const words = /\/apps\/web\/words\.ts$/;

const isKept = ({ facadeModuleId, moduleIds }: Chunk): boolean =>
  moduleIds.some((id) => words.test(id)) ||
  (facadeModuleId !== null && keptPages.some((page) => page.test(facadeModuleId)));

/** Names the files that the phone's worker keeps, by what imports what in this build; no folder is taken as a whole. */
export const phoneWorker = (): Plugin => ({
  name: 'phone-worker',
  apply: 'build',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((part): part is Chunk => part.type === 'chunk');
    const worker = chunks.find(({ name, isEntry }) => isEntry && name === 'phone-worker');
    const phone = chunks.find(({ name, isEntry }) => isEntry && name === 'phone');
    if (!worker || !phone) throw new Error('the phone and its worker are entries of the build');
    const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
    const files = new Set<string>();
    const walk = (chunk: Chunk | undefined): void => {
      if (!chunk || files.has(chunk.fileName)) return;
      files.add(chunk.fileName);
      for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
      for (const file of chunk.imports) walk(byFile.get(file));
    };
    walk(phone);
    for (const chunk of chunks.filter(isKept)) walk(chunk);
    const names = [...files].toSorted().map((file) => `/${file}`);
    const page = bundle['phone.html'];
    const html = page?.type === 'asset' ? page.source : '';
    const build = createHash('sha256')
      .update(JSON.stringify(names))
      .update(html)
      .update(worker.code)
      .digest('hex')
      .slice(0, 16);
    worker.code = `const BUILD=${JSON.stringify(build)},FILES=${JSON.stringify(names)};\n${worker.code}`;
  },
});
