/** `npm run schema`: writes the row types from a freshly migrated database. With `--check` it only compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { prepareTemplate, startTestServer, templateDatabase, testCountyCode } from '#test/harness/server.ts';
import { schemaFile, schemaText } from './schema-types.ts';
import { root } from './steps.ts';

const file = path.join(root, schemaFile);
const server = await startTestServer();
try {
  await prepareTemplate(server);
  const text = await schemaText({ ...server.admin, database: templateDatabase }, `c${testCountyCode}`);
  const isCurrent = readFileSync(file, 'utf8') === text;
  const onlyCompares = process.argv.includes('--check');
  if (isCurrent) console.log(`${schemaFile} agrees with the migrations`);
  else if (onlyCompares) {
    process.exitCode = 1;
    console.log(`${schemaFile} differs from the migrations: run npm run schema`);
  } else {
    writeFileSync(file, text);
    console.log(`${schemaFile} written from the migrations`);
  }
} finally {
  await server.stop();
}
