/** Reads PDF files by another program than the one that wrote them. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
// It would load it by itself at the first document, and leave names of its own behind in the process.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';

/** The lines of each page from the top down, as a viewer would copy them; what stands in one line is joined. */
export const pdfLines = async (bytes: Buffer): Promise<string[][]> => {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[][] = [];
  for (let n = 1; n <= document.numPages; n += 1) {
    const { items } = await (await document.getPage(n)).getTextContent();
    const lines = new Map<number, { x: number; text: string }[]>();
    for (const item of items) {
      if (!('str' in item) || item.str === '') continue;
      const y = Math.round(Number(item.transform[5]));
      lines.set(y, [...(lines.get(y) ?? []), { x: Number(item.transform[4]), text: item.str }]);
    }
    const sorted = [...lines].toSorted(([a], [b]) => b - a);
    pages.push(
      sorted.map(([, parts]) =>
        parts
          .toSorted((a, b) => a.x - b.x)
          .map(({ text }) => text)
          .join(''),
      ),
    );
  }
  await document.destroy();
  return pages;
};
