import { expect, test } from 'vitest';
import { buildProgram } from './program.ts';
import { openTerminal, widthOf } from './terminal.ts';

const helpOf = (language: 'zh' | 'en'): string => {
  const program = buildProgram(openTerminal({ language, json: false }), '1.0.0');
  return [program, ...program.commands].map((command) => command.helpInformation()).join('\n');
};

/** Names of commands, options, settings and values stay; all other words are in the language of the reader. */
const named =
  /(?:^ {2}[a-z][a-z-]*|zhibu(?: [a-z][a-z-]*)?|--?[a-zA-Z][a-z-]*|ZHIBU_\w+|\.{1,2}\/?\w+|\bzh\b|\ben\b|JSON|sex=\S+|ageTo=\S+|category=\S+|members|organisations|own|superior|department|national|other)/gm;

test('help speaks one language, down to what stands for a value', () => {
  expect(
    helpOf('zh')
      .replaceAll(named, '')
      .match(/[A-Za-z]+/g),
  ).toBeNull();
  expect(helpOf('en').match(/\p{Script=Han}/u)).toBeNull();
  expect(helpOf('zh')).toContain('zhibu demo-code [选项] <账号>');
  expect(helpOf('zh')).toContain('（默认 5000）');
  expect(helpOf('en')).toContain('zhibu demo-code [options] <account>');
});

test('descriptions stand below each other, Chinese or not', () => {
  const lines = helpOf('zh').split('\n');
  const described = lines.slice(lines.indexOf('命令：') + 1).filter((line) => line.startsWith('  '));
  const starts = described.slice(0, 10).map((line) => widthOf(/^ {2}.*? {2,}/.exec(line)?.[0] ?? ''));
  expect(new Set(starts).size).toBe(1);
});
