import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { packageFolder } from '#platform/db/package-folder.ts';

const unpack = promisify(gunzip);

/** In a release they lie packed beside the server; from sources they are bundled when they are first asked for. */
const readScript = async (name: string): Promise<string> => {
  if (import.meta.url.endsWith('.ts')) {
    // Safe: the module exports this one function.
    const from = (await import(new URL('./frame-script-from-source.mjs', import.meta.url).href)) as {
      readonly bundled: (name: string) => Promise<string>;
    };
    return from.bundled(name);
  }
  return (await unpack(await readFile(join(packageFolder(), 'dist', 'frames', `${name}.js.gz`)))).toString('utf8');
};

const texts = new Map<string, Promise<string>>();

/** A script of the platform for a frame of foreign pages, by its name in `frame-script-options.mjs`. */
export const frameScript = (name: string): Promise<string> => {
  const known = texts.get(name) ?? readScript(name);
  texts.set(name, known);
  return known;
};
