import { expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { sendJoined } from './form-joining.ts';
import { changesOf } from './form-state.ts';

const schema = z.object({ former: z.string().nullish(), place: z.string().nullish(), version: z.number() });
type Body = z.input<typeof schema>;

/** A thing with a version that takes changes alone, as a file does. */
const thing = (start: Body) => {
  let now: Body & { masked?: Readonly<Record<string, string>> } = start;
  const change = (changes: object): void => {
    now = { ...now, ...changes, version: now.version + 1 };
  };
  const submit = async ({ version, ...values }: Body, base: object): Promise<void> => {
    if (version !== now.version) throw new AppError('stale', { current: now });
    change(changesOf(values, base));
  };
  return { submit, change, state: () => now };
};

const opened = { former: '张"三', place: '浙江永嘉', version: 1 };

const send = (submit: (body: Body, base: object) => Promise<void>, values: Body, joins = true) =>
  sendJoined({ schema, submit, joins }, { values, base: opened }, values);

test('an edit beside somebody else’s keeps both', async () => {
  const file = thing(opened);
  file.change({ former: '张<四>' });
  const sent = await send(file.submit, { ...opened, place: '浙江乐清' });
  expect(file.state()).toEqual({ former: '张<四>', place: '浙江乐清', version: 3 });
  expect(sent.values).toEqual({ former: '张<四>', place: '浙江乐清', version: 2 });
});

test('an edit of the same field is refused with the newer state, and nothing is written', async () => {
  const file = thing(opened);
  file.change({ place: '浙江瑞安' });
  await expect(send(file.submit, { ...opened, place: '浙江乐清' })).rejects.toMatchObject({
    code: 'stale',
    details: { current: { place: '浙江瑞安', version: 2 } },
  });
  expect(file.state()).toMatchObject({ place: '浙江瑞安', version: 2 });
});

test('a thing that changes before each try is given up after a few', async () => {
  const file = thing(opened);
  let tries = 0;
  const submit = async (body: Body, base: object): Promise<void> => {
    tries += 1;
    file.change({ former: `第${tries}次` });
    await file.submit(body, base);
  };
  await expect(send(submit, { ...opened, place: '浙江乐清' })).rejects.toMatchObject({ code: 'stale' });
  expect(tries).toBe(4);
  expect(file.state()).toMatchObject({ former: '第4次', place: '浙江永嘉' });
});

test('a deed is never repeated by itself', async () => {
  const file = thing(opened);
  file.change({ former: '张<四>' });
  await expect(send(file.submit, { ...opened, place: '浙江乐清' }, false)).rejects.toMatchObject({ code: 'stale' });
  expect(file.state()).toMatchObject({ place: '浙江永嘉', version: 2 });
});

test.each([
  ['typed over', '13812345678'],
  ['emptied', null],
])('a masked value that is %s is compared by a person', async (_, former) => {
  const masked = { place: '浙江永嘉', version: 2, masked: { former: '138****0001' } };
  const submit = (): Promise<void> => Promise.reject(new AppError('stale', { current: masked }));
  const base = { place: '浙江永嘉', version: 1 };
  await expect(
    sendJoined({ schema, submit, joins: true }, { values: { ...base, former }, base }, { ...base, former }),
  ).rejects.toMatchObject({ code: 'stale' });
});
