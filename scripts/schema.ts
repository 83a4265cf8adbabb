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
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (!isCurrent) process.exitCode = 1;
  console.log(isCurrent ? `${schemaFile} agrees with the migrations` : `${schemaFile} differed from the migrations`);
} finally {
  await server.stop();
}
