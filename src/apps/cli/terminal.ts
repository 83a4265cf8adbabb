import { sayLoose, type Language, type Text, type TextParams } from '#shared/text.ts';

/** What a command writes, and in which language. Results go to standard output, everything on the way to standard error. */
export interface Terminal {
  readonly language: Language;
  readonly json: boolean;
  text(text: Text, params?: TextParams): string;
  /** A line for people; silent under --json. */
  say(line: string): void;
  /** A line about progress or trouble. */
  note(line: string): void;
  /** The result: `--json` prints the value, else the lines. */
  result(value: unknown, lines: readonly string[]): void;
  /** Shows a bar on a terminal, a plain line now and then elsewhere. */
  progress(label: string): Progress;
}

export interface Progress {
  update(done: number, total: number): void;
  end(): void;
}

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;
/** Columns that a text takes on a terminal: Chinese characters take two. */
export const widthOf = (text: string): number => [...text].reduce((sum, c) => sum + (wide.test(c) ? 2 : 1), 0);
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Lines of a table, columns under their headings. */
export const tableLines = (headings: readonly string[], rows: readonly (readonly string[])[]): string[] => {
  const widths = headings.map((heading, i) => Math.max(widthOf(heading), ...rows.map((row) => widthOf(row[i] ?? ''))));
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, i) => pad(cell, widths[i] ?? 0)).join('  ')}`.trimEnd();
  return [line(headings), line(widths.map((w) => '-'.repeat(w))), ...rows.map(line)];
};

const barCells = 30;
const bar = (share: number): string => {
  const full = Math.round(share * barCells);
  return `${'█'.repeat(full)}${'░'.repeat(barCells - full)} ${String(Math.floor(share * 100)).padStart(3)}%`;
};

/** Shorter work shows no bar at all. */
const shownAfterMs = 500;
const plainEveryMs = 5_000;

const openProgress = (label: string, output: NodeJS.WriteStream): Progress => {
  const started = Date.now();
  let drawn = 0;
  let isOpen = false;
  return {
    update(done, total) {
      const now = Date.now();
      const share = total <= 0 ? 0 : Math.min(1, done / total);
      if (now - started < shownAfterMs || now - drawn < (output.isTTY ? 100 : plainEveryMs)) return;
      drawn = now;
      isOpen = true;
      const seconds = `${Math.round((now - started) / 1000)} s`;
      if (output.isTTY) output.write(`\r${label} ${bar(share)} ${seconds}\u001B[K`);
      else output.write(`${label} ${Math.floor(share * 100)}% ${seconds}\n`);
    },
    end() {
      if (isOpen && output.isTTY) output.write(`\r\u001B[K`);
      isOpen = false;
    },
  };
};

export const openTerminal = ({
  language,
  json,
}: {
  readonly language: Language;
  readonly json: boolean;
}): Terminal => ({
  language,
  json,
  text: (text, params = {}) => sayLoose(language, text, params),
  say: (line) => void (json || process.stdout.write(`${line}\n`)),
  note: (line) => void process.stderr.write(`${line}\n`),
  result(value, lines) {
    process.stdout.write(json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(''));
  },
  progress: (label) => openProgress(label, process.stderr),
});
