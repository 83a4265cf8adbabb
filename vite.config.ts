import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { phoneWorker } from './scripts/phone-worker.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What answers besides the pages while they are being worked on. */
const server = process.env['ZHIBU_API'] ?? 'http://127.0.0.1:3000';

/** Packages that change rarely stand in chunks of their own, which browsers keep over releases. */
const vendors = [
  {
    name: 'react',
    // The small helpers that both shells need ride along, lest the phone fetch the office's chunk for one of them.
    test: /@oxc-project|node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack|cookie|set-cookie-parser|react-is|use-sync-external-store|clsx|classnames|tslib|@babel|uuid)[\\/]/,
    priority: 30,
  },
  { name: 'zod', test: /node_modules[\\/]zod[\\/]/, priority: 30 },
  { name: 'antd', test: /node_modules[\\/](antd|@ant-design|@rc-component|@emotion|stylis)[\\/]/, priority: 20 },
];

export default defineConfig({
  root: here('src/apps/web'),
  base: '/',
  publicDir: here('src/apps/web/public'),
  plugins: [react(), phoneWorker()],
  build: {
    outDir: here('dist/web'),
    emptyOutDir: true,
    target: ['chrome88', 'edge88', 'firefox78', 'safari14'],
    manifest: true,
    // What the packages in the pages ask of whoever passes them on.
    license: { fileName: 'licences.md' },
    modulePreload: {
      polyfill: false,
      // Naming the parts of every page in the entry would cost the phone more than one way to the server saves; its worker has them all
      // at hand after the first visit. Styles are named in any case.
      resolveDependencies: (_file, parts, { hostType }) => (hostType === 'html' ? parts : []),
    },
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      input: {
        office: here('src/apps/web/office.html'),
        phone: here('src/apps/web/phone.html'),
        'phone-worker': here('src/webkit/offline/shell-worker.ts'),
      },
      output: {
        codeSplitting: { groups: vendors },
        // The worker keeps its name, so that browsers find the next one where they found this one.
        entryFileNames: ({ name }) => (name === 'phone-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/api': server, '/portal': server, '/packages': server, '/xapi': server } },
});
