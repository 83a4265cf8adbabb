import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { writeSheet } from '#platform/sheets/write.ts';
import { AppError } from '#shared/errors.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { organisationById, organisationTree } from '../contract.ts';
import * as exchange from './contract.ts';

const app = useApp();
const officer = () => app.current.as('county_officer');

const sheet = async (titles: readonly string[], ...rows: (readonly string[])[]): Promise<Buffer> => {
  const stream = new PassThrough();
  const bytes = buffer(stream);
  await writeSheet(stream, { sheetName: '组织', columns: titles.map((title) => ({ title })), rows });
  return bytes;
};
const titles = ['组织代码', '组织全称', '组织类别', '上级组织', '成立日期', '地址'];
const upload = async (client: Awaited<ReturnType<typeof officer>>, ...rows: (readonly string[])[]) =>
  client.upload(exchange.previewImport, {}, { name: '组织.xlsx', content: await sheet(titles, ...rows) });
const named = async (name: string) =>
  (await (await officer()).call(organisationTree, { query: {} })).items.filter((node) => node.name === name);
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'ok';
  } catch (error) {
    return error instanceof AppError ? (error.details.message ?? error.code) : 'fault';
  }
};

describe('an import', () => {
  test('shows what it would do, writes nothing, and then writes it all in one transaction', async () => {
    const client = await officer();
    const { townshipA, branchA1 } = app.current.tree;
    const unit = `新单位 ${hostile}`;
    const plan = await upload(
      client,
      ['N-2', '新支部', '党支部', unit, '2020.5.1', hostile],
      ['N-1', unit, '党总支', townshipA.name, '', ''],
      ['', branchA1.name, '', '', '', '新地址'],
      ['', '错行', '党支部', '', '', ''],
    );
    expect(plan.counts).toEqual({ new: 2, changed: 1, unchanged: 0, wrong: 1 });
    expect(plan.rows.find((row) => row.action === 'wrong')).toMatchObject({
      line: 5,
      problems: [{ field: 'parentName', message: 'required' }],
    });
    expect(await named('新支部')).toEqual([]);
    const on = '2024-01-01';
    expect(
      await codeOf(
        client.call(exchange.commitImport, { params: { id: plan.fileId }, body: { digest: plan.digest, on } }),
      ),
    ).toBe('import_rows_wrong');

    const good = await upload(
      client,
      ['N-2', '新支部', '党支部', unit, '2020.5.1', hostile],
      ['N-1', unit, '党总支', townshipA.name, '', ''],
      ['', branchA1.name, '', '', '', '新地址'],
    );
    const done = await client.call(exchange.commitImport, {
      params: { id: good.fileId },
      body: { digest: good.digest, on, document: '永组〔2024〕1号' },
    });
    expect(done).toEqual({ created: 2, changed: 1, moved: 0, renamed: 0 });
    const [made] = await named('新支部');
    const view = await client.call(organisationById, { params: { id: made!.id } });
    expect(view).toMatchObject({
      code: 'N-2',
      foundedOn: '2020-05-01',
      address: hostile,
      events: [{ kind: 'created', document: '永组〔2024〕1号' }],
    });
    expect(view.ancestors.map((each) => each.name)).toEqual([app.current.tree.county.name, townshipA.name, unit]);
    expect(await client.call(organisationById, { params: { id: branchA1.id } })).toMatchObject({ address: '新地址' });
  });

  test('renames and moves as dated events', async () => {
    const client = await officer();
    const { townshipB, branchA2 } = app.current.tree;
    const coded = await upload(client, ['A-2', branchA2.name, '', '', '', '']);
    await client.call(exchange.commitImport, {
      params: { id: coded.fileId },
      body: { digest: coded.digest, on: '2024-01-01' },
    });
    const plan = await upload(client, ['A-2', '改名支部', '', townshipB.name, '', '']);
    expect(
      await client.call(exchange.commitImport, {
        params: { id: plan.fileId },
        body: { digest: plan.digest, on: '2024-06-01' },
      }),
    ).toEqual({ created: 0, changed: 0, moved: 1, renamed: 1 });
    const view = await client.call(organisationById, { params: { id: branchA2.id } });
    expect(view).toMatchObject({ name: '改名支部', parentId: townshipB.id });
    expect(view.events.map((event) => [event.kind, event.on])).toEqual([
      ['moved', '2024-06-01'],
      ['renamed', '2024-06-01'],
    ]);
  });

  test('is refused when the tree has changed since, and for a file of somebody else', async () => {
    const [client, other] = [await officer(), await officer()];
    const row = ['S-1', '抢先支部', '党支部', app.current.tree.townshipA.name, '', ''];
    const [first, second] = [await upload(client, row), await upload(client, row)];
    const commit = (who: typeof client, plan: typeof first) =>
      who.call(exchange.commitImport, { params: { id: plan.fileId }, body: { digest: plan.digest, on: '2024-01-01' } });
    expect(await codeOf(commit(other, first))).toBe('not_found');
    await commit(client, first);
    expect(await codeOf(commit(client, second))).toBe('import_tree_changed');
    expect(await named('抢先支部')).toHaveLength(1);
  });

  test.each([
    ['a roster', async () => sheet(['姓名', '身份证号'], ['张三', '1']), 'import_no_headings'],
    ['a file beyond the limit', async () => Buffer.alloc(8_000_001), 'file_too_large'],
    ['no sheet at all', async () => Buffer.from('hello'), 'sheets.wrong_extension'],
  ])('of %s is refused', async (_says, content, message) => {
    const client = await officer();
    expect(
      await codeOf(client.upload(exchange.previewImport, {}, { name: '组织.xlsx', content: await content() })),
    ).toBe(message);
  });

  test('is the county officer’s alone', async () => {
    const worker = await app.current.as('township_worker');
    expect(await codeOf(upload(worker, ['', '甲', '', '', '', '']))).toBe('not_found');
    expect((await worker.raw(exchange.exportOrganisations, {})).status).toBe(404);
  });
});

describe('an export', () => {
  test('comes back through the import without a change', async () => {
    const client = await officer();
    const file = await client.raw(exchange.exportOrganisations, {});
    expect(file.status).toBe(200);
    const plan = await client.upload(exchange.previewImport, {}, { name: '组织树.xlsx', content: file.bytes });
    const all = (await client.call(organisationTree, { query: {} })).items.length;
    expect(plan.counts).toEqual({ new: 0, changed: 0, unchanged: all, wrong: 0 });
    expect(plan.ignored).toEqual([]);
  });

  test('can be a part of the tree, and the template is empty', async () => {
    const client = await officer();
    const part = await client.raw(exchange.exportOrganisations, {
      query: { organisationId: app.current.tree.branchB1.id },
    });
    const plan = await client.upload(exchange.previewImport, {}, { name: '组织树.xlsx', content: part.bytes });
    expect(plan.counts).toMatchObject({ unchanged: 1, wrong: 0 });
    const template = await client.raw(exchange.organisationTemplate, {});
    const empty = await client.upload(exchange.previewImport, {}, { name: '模板.xlsx', content: template.bytes });
    expect(empty.counts).toEqual({ new: 0, changed: 0, unchanged: 0, wrong: 0 });
  });
});
