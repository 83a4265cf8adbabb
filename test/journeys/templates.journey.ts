/** A form that staff have edited in Word: uploaded on the page of forms, and used for the next paper. */
import { expect, test } from 'vitest';
import { plantCase } from '#features/management/admission/factory.ts';
import { filledPaper } from '#features/management/admission/papers/contract.ts';
import { templateFile } from '#features/management/admission/papers/templates/contract.ts';
import { alteredWord, wordText } from '../files/word.ts';
import { axeViolations, desktop, settled, useStage } from './stage.ts';

const stage = useStage();
const paper = 'talkRecord' as const;

test('a form edited in Word is uploaded, named as in use, and fills the next paper; a faulty one says what to mend', async () => {
  const { as, open, tree, write } = stage.current;
  const worker = await as('township_worker', { at: tree.townshipA });
  const secretary = await as('branch_secretary', { at: tree.branchA1 });
  const { id, name } = await write((tx) => plantCase(tx, tree.branchA1));
  const { bytes } = await worker.raw(templateFile, { params: { paper } });
  const heading = '本镇谈话记录';
  const edited = await alteredWord(bytes, 'word/document.xml', (xml) =>
    xml.replace(/<w:body>/, `<w:body><w:p><w:r><w:t>${heading}</w:t></w:r></w:p>`),
  );
  const faulty = await alteredWord(bytes, 'word/document.xml', (xml) => xml.replaceAll('{姓名}', '{姓　名}'));

  const { page, faults } = await open('/admission/templates', { client: worker, view: desktop });
  const title = '入党申请人谈话记录';
  const row = page.getByRole('row').filter({ hasText: title });
  await row.getByText('平台默认模板').waitFor();
  const upload = async (file: Buffer, as: string): Promise<void> => {
    const chosen = page.waitForEvent('filechooser');
    await row.getByRole('button', { name: `上传模板：${title}` }).click();
    const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    await (await chosen).setFiles({ name: as, mimeType: type, buffer: file });
  };

  await upload(faulty, '谈话记录.docx');
  const refusal = page.getByRole('alert').filter({ hasText: `“${title}”没有被接收` });
  await refusal.getByText('没有名为“姓　名”的填写项').waitFor();
  await refusal.getByText('缺少必需的填写项“姓名”').waitFor();
  await row.getByText('平台默认模板').waitFor();
  expect(await axeViolations(page)).toEqual([]);

  await upload(edited, '本镇谈话记录.docx');
  await page.getByText(`已启用新版：${title}`).waitFor();
  await row.getByText('本单位第 1 版').waitFor();
  expect(await refusal.count()).toBe(0);
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  const filled = await secretary.raw(filledPaper, { params: { id, paper } });
  const words = await wordText(filled.bytes);
  expect(words).toContain(heading);
  expect(words).toContain(name);

  await row.getByRole('button', { name: /版本（1）/ }).click();
  const versions = page.getByRole('dialog');
  await versions.getByText('本镇谈话记录.docx').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(faults).toEqual([]);
});
