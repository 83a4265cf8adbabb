/** How scripts are bundled that run in a frame of foreign pages, before anything of theirs. */
export const frameScripts = {
  scorm12: 'src/features/education/packages/web/runtime/scorm12.ts',
  scorm2004: 'src/features/education/packages/web/runtime/scorm2004.ts',
  plain: 'src/features/education/packages/web/runtime/plain.ts',
};

export const frameScriptOptions = (root, entryPoints) => ({
  absWorkingDir: root,
  entryPoints,
  outdir: 'dist/frames',
  bundle: true,
  minify: true,
  // A plain script: it has to be done before the next one of the page begins.
  format: 'iife',
  platform: 'browser',
  // What the browsers of the pages have (vite.config.ts).
  target: 'es2020',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
});
