/** The parts of a .docx file in memory: unpacked, looked at and changed by name, and packed again. */
import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import { unpacked } from '#platform/sheets/unpacked.ts';

interface Part {
  readonly name: string;
  readonly bytes: Buffer;
  readonly asText: () => string;
}

const partOf = (name: string, bytes: Buffer): Part => ({ name, bytes, asText: () => bytes.toString('utf8') });

/** One moment for every part, so that equal parts give equal bytes. */
const mtime = new Date('2000-01-01T00:00:00Z');

/** Parts in the order in which Word wants them: what the others are comes first. */
const order = (name: string): number => ['[Content_Types].xml', '_rels/.rels'].indexOf(name) + 1 || 3;

/**
 * An archive as the library that fills places speaks to it: `files`, `file` to read, find and write, `remove`. Whoever holds
 * one of an upload has let the gate check it before.
 */
export class WordParts {
  /** By name; without a prototype, since names come from the file. */
  readonly files = Object.create(null) as Record<string, Part>;

  static async of(bytes: Uint8Array): Promise<WordParts> {
    const parts = new WordParts();
    for (const [name, content] of await unpacked(bytes)) parts.files[name] = partOf(name, content);
    return parts;
  }

  /** The part of this name, or null. */
  file(name: string): Part | null;
  /** The parts whose names match. */
  file(name: RegExp): readonly Part[];
  /** Writes the part. */
  file(name: string, content: string): this;
  file(name: string | RegExp, content?: string): Part | null | readonly Part[] | this {
    if (name instanceof RegExp) return Object.values(this.files).filter((part) => name.test(part.name));
    if (content === undefined) return this.files[name] ?? null;
    this.files[name] = partOf(name, Buffer.from(content));
    return this;
  }

  /** The words and marks of a part; nothing where it is missing. */
  text(name: string): string {
    return this.files[name]?.asText() ?? '';
  }

  remove(name: string): this {
    delete this.files[name];
    return this;
  }

  /** The bytes of a .docx file with these parts. */
  packed(): Promise<Buffer> {
    const zip = new yazl.ZipFile();
    for (const { name, bytes } of Object.values(this.files).toSorted((a, b) => order(a.name) - order(b.name)))
      zip.addBuffer(bytes, name, { mtime, compress: true });
    zip.end();
    return buffer(zip.outputStream);
  }
}
