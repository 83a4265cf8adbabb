/**
 * Makes `dist/`: the web pages (`--web`) and the server's bundles (`--server`); both where no flag is given. A part whose sources
 * have not changed since its last build is left as it is; `--force` builds all the same.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { frameScriptOptions, frameScripts } from '../src/platform/http/frame-script-options.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const stampFile = join(dist, '.stamp');
const say = (text) => process.stdout.write(`${text}\n`);
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const isTest = (path) => /\.test\.tsx?$/.test(path);
const isWebOnly = (path) => /^src\/(ui|webkit|apps\/web)\/|^src\/features\/.*\/web\//.test(path);
const isFrameScript = (path) => path.startsWith('src/features/education/packages/web/runtime/');
const isServerOnly = (path) => /^src\/(platform|apps\/(?!web\/))/.test(path);

const filesBelow = async (folder) => {
  const entries = await readdir(join(root, folder), { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
};

/** One number for the content of everything that a part is made of. */
const hashOf = async (paths) => {
  const hash = createHash('sha256');
  for (const path of paths.toSorted())
    hash
      .update(path)
      .update('\0')
      .update(await readFile(join(root, path)))
      .update('\0');
  return hash.digest('hex');
};

const compressible = new Set(['.js', '.css', '.html', '.svg', '.json']);
const pack = { gz: promisify(gzip), br: promisify(brotliCompress) };
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } };

/** Lays a packed twin beside each file that is worth it, so that the server need not pack while it answers. */
const packFiles = async (folder) => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile() && compressible.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(
    files.map(async (file) => {
      const plain = await readFile(file);
      if (plain.length < 1024) return;
      await writeFile(`${file}.gz`, await pack.gz(plain, { level: 9 }));
      // Of a small file the second twin saves a hundred bytes on the way and takes a block of the disk.
      if (plain.length >= 4096) await writeFile(`${file}.br`, await pack.br(plain, brotliOptions));
    }),
  );
};

/** The new pages take the place of the old ones in one step, so that a running server never meets half a build. */
const replace = async (fresh, place) => {
  const former = `${place}.former`;
  await rm(former, { recursive: true, force: true });
  if (existsSync(place)) await rename(place, former);
  await rename(fresh, place);
  await rm(former, { recursive: true, force: true });
};

const buildWeb = async () => {
  const { build } = await import('vite');
  const fresh = join(dist, `.web-${process.pid}`);
  try {
    await build({
      root: undefined,
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: fresh },
    });
    await packFiles(fresh);
    await replace(fresh, join(dist, 'web'));
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
};

/** The font of PDF files lies in a package of many weights: the one that is used is laid beside the server, packed, with its licence. */
const layFont = async () => {
  const source = join(root, 'node_modules', '@expo-google-fonts', 'noto-serif-sc');
  const fonts = join(dist, 'fonts');
  await rm(fonts, { recursive: true, force: true });
  await mkdir(fonts, { recursive: true });
  const font = await readFile(join(source, '400Regular', 'NotoSerifSC_400Regular.ttf'));
  await writeFile(join(fonts, 'NotoSerifSC-Regular.ttf.gz'), await pack.gz(font));
  await copyFile(join(source, 'LICENSE_FONT'), join(fonts, 'LICENSE_FONT'));
};

const codecFiles = [
  'jpeg/codec/dec/mozjpeg_dec.wasm',
  'jpeg/codec/enc/mozjpeg_enc.wasm',
  'png/codec/pkg/squoosh_png_bg.wasm',
  'webp/codec/dec/webp_dec.wasm',
];
/** The picture codecs are files in WebAssembly, which the thread that draws pictures loads from beside it. */
const layCodecs = async () => {
  const codecs = join(dist, 'codecs');
  await mkdir(codecs, { recursive: true });
  for (const file of codecFiles)
    await copyFile(join(root, 'node_modules', '@jsquash', file), join(codecs, basename(file)));
  for (const name of ['jpeg', 'png', 'webp'])
    await copyFile(
      join(root, 'node_modules', '@jsquash', name, 'codec', 'LICENSE.codec.md'),
      join(codecs, `LICENSE.${name}.md`),
    );
};

/** Scripts for the frames of courseware packages: packed only, since they are read once in the life of a server. */
const layFrameScripts = async (build) => {
  const { outputFiles, metafile } = await build({
    ...frameScriptOptions(root, frameScripts),
    write: false,
  });
  const folder = join(dist, 'frames');
  await mkdir(folder, { recursive: true });
  for (const { path, contents } of outputFiles)
    await writeFile(join(folder, `${basename(path)}.gz`), await pack.gz(contents, { level: 9 }));
  return Object.keys(metafile.inputs);
};

/** What a package of this folder asks of whoever passes it on. */
const licenceOf = async (name) => {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const words = file === undefined ? '' : await readFile(join(folder, file), 'utf8');
  return `${name} ${version} (${license})\n\n${words.trim()}\n`;
};

/** Packages whose text stands in the server's bundles are passed on with it: their licences lie beside. */
const layLicences = async (inputs) => {
  const packages = new Set(inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
  const licences = await Promise.all([...packages].map(licenceOf));
  await writeFile(join(dist, 'LICENCES.txt'), licences.toSorted().join(`\n${'-'.repeat(80)}\n\n`));
};

/**
 * A program with one character beyond Latin-1 is kept by the engine with two bytes for each of all its characters. esbuild escapes those
 * in strings; what it leaves, in regular expressions and comments, is escaped here. Nothing of it stands in a raw template.
 */
const narrow = async (path) => {
  const text = await readFile(join(root, path), 'utf8');
  const escaped = text.replaceAll(
    /[\u0100-\ud7ff\ue000-\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (escaped !== text) await writeFile(join(root, path), escaped);
};

const buildServer = async () => {
  await layFont();
  await layCodecs();
  const { build } = await import('esbuild');
  const framed = await layFrameScripts(build);
  const { dependencies, optionalDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const external = Object.keys({ ...dependencies, ...optionalDependencies }).flatMap((name) => [name, `${name}/*`]);
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      zhibu: 'src/apps/cli/main.ts',
      'sheet-worker': 'src/platform/sheets/sheet-worker.ts',
      'picture-worker': 'src/platform/files/picture-worker.ts',
      'job-thread': 'src/apps/server/job-thread.ts',
    },
    outdir: dist,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // Each command loads its own part: printing help must not load the server.
    splitting: true,
    chunkNames: 'part-[hash]',
    format: 'esm',
    // Packages of the older kind ask for modules of Node.js by `require`.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
    },
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    sourcesContent: false,
    // The engine keeps the text that it has read: without blanks and comments an idle server takes 5 MB less. Names stay, and lines are
    // short enough for a trace to say something without the map.
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 400,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    // React asks for it, and comes in two editions: without an answer both would be taken in, and the slow one used.
    define: { 'process.env.NODE_ENV': '"production"' },
    external,
  });
  await layLicences([...Object.keys(metafile.inputs), ...framed]);
  await Promise.all(
    Object.keys(metafile.outputs)
      .filter((path) => path.endsWith('.mjs'))
      .map(narrow),
  );
  const made = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
  for (const file of await readdir(dist)) {
    if (/^part-.*\.mjs(\.map)?$/.test(file) && !made.has(file)) await rm(join(dist, file), { force: true });
  }
};

const parts = [
  {
    name: 'web',
    flag: '--web',
    build: buildWeb,
    made: ['web/office.html', 'web/phone.html', 'web/phone-worker.js'],
    own: ['vite.config.ts', 'scripts/phone-worker.ts'],
    takes: (path) => !isServerOnly(path),
  },
  {
    name: 'server',
    flag: '--server',
    build: buildServer,
    made: [
      'zhibu.mjs',
      'sheet-worker.mjs',
      'picture-worker.mjs',
      'job-thread.mjs',
      'fonts/NotoSerifSC-Regular.ttf.gz',
      ...codecFiles.map((file) => `codecs/${basename(file)}`),
      ...Object.keys(frameScripts).map((name) => `frames/${name}.js.gz`),
    ],
    own: [],
    takes: (path) => !isWebOnly(path) || isFrameScript(path),
  },
];

const readStamp = async () => (existsSync(stampFile) ? JSON.parse(await readFile(stampFile, 'utf8')) : {});

const flags = new Set(process.argv.slice(2));
const wanted = parts.filter((part) => flags.has(part.flag));
await mkdir(dist, { recursive: true });
const sources = (await filesBelow('src')).filter((path) => !isTest(path));
for (const part of wanted.length > 0 ? wanted : parts) {
  const begun = performance.now();
  const shared = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs'];
  const stamp = await hashOf([...sources.filter(part.takes), ...part.own, ...shared]);
  const made = part.made.every((file) => existsSync(join(dist, file)));
  if (made && (await readStamp())[part.name] === stamp && !flags.has('--force')) {
    say(`${part.name}: up to date (${seconds(begun)})`);
    continue;
  }
  await part.build();
  await writeFile(stampFile, JSON.stringify({ ...(await readStamp()), [part.name]: stamp }));
  say(`${part.name}: built in ${seconds(begun)}`);
}
