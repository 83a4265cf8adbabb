// Bundles the scripts of a frame where there is no build.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { frameScriptOptions, frameScripts } from './frame-script-options.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export const bundled = async (name) => {
  const { outputFiles } = await build({
    ...frameScriptOptions(root, { [name]: frameScripts[name] }),
    write: false,
  });
  return outputFiles[0]?.text ?? '';
};
