import type { Text } from '#shared/text.ts';

/** `skipped`: not looked at, because something else is missing first. */
export type State = 'ok' | 'warn' | 'fail' | 'skipped';
export type Fact = string | number | boolean | null | readonly string[];

/** What one look found. `mend` says what to do, where something is to be done; of a skipped one, why there was no look. */
export interface Finding {
  readonly state: State;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly mend?: Text;
}

/** One thing that must be right for the platform to run. */
export interface Check {
  readonly id: string;
  readonly title: Text;
  run(): Promise<Finding>;
}

export interface Diagnosis extends Finding {
  readonly id: string;
  readonly title: Text;
}

export const ok = (facts: Finding['facts']): Finding => ({ state: 'ok', facts });
export const warn = (facts: Finding['facts'], zh: string, en: string): Finding => ({
  state: 'warn',
  facts,
  mend: [zh, en],
});
export const fail = (facts: Finding['facts'], zh: string, en: string): Finding => ({
  state: 'fail',
  facts,
  mend: [zh, en],
});

/** The same checks, none of them carried out, with the reason. */
export const skipped = (checks: readonly Check[], because: Text): Check[] =>
  checks.map(({ id, title }) => ({ id, title, run: async () => ({ state: 'skipped', facts: {}, mend: because }) }));

/** Runs the checks in turn. One that cannot be carried out counts as failed; the others still run. */
export const examine = async (checks: readonly Check[]): Promise<Diagnosis[]> => {
  const found: Diagnosis[] = [];
  for (const check of checks) {
    const finding = await check.run().catch((error: unknown) => {
      const { message, code } = error as { message: string; code?: string };
      return fail(
        { error: message, code: code ?? null },
        `检查无法进行：${message}`,
        `The check could not be carried out: ${message}`,
      );
    });
    found.push({ id: check.id, title: check.title, ...finding });
  }
  return found;
};

/** The worst state of all, for the exit code of a command. */
export const worst = (found: readonly Finding[]): State =>
  found.some(({ state }) => state === 'fail') ? 'fail' : found.some(({ state }) => state === 'warn') ? 'warn' : 'ok';
