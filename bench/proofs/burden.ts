/**
 * A branch's whole month, walked in a browser by its secretary: the meetings that its duties ask for from the plan to the minutes, the
 * quarter's dues, and the to-dos. Every tap and every typed value is counted by the page, and each typed value is looked for in
 * the database as it was before the task: what was known there must not have been typed.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { packageFolder } from '#platform/db/package-folder.ts';
import { openBranchGround, type BranchGround } from '../parts/branch-ground.ts';
import { monthOf, type Task } from '../parts/branch-month.ts';
import { openHands, type Counted, type Hands } from '../parts/counted-hand.ts';
import { knownValues, plantedValues } from '../parts/known-values.ts';
import type { Outcome } from '../report.ts';

/**
 * What the fullest month may ask of a secretary: six meetings of a branch with a committee and two groups, a quarter's dues, what
 * was agreed on, and the to-dos. Lowered when the pages ask for less, raised only with a reason.
 */
const budget = { taps: 160, fields: 16 } as const;

interface Walked extends Counted {
  readonly task: string;
  readonly known: readonly string[];
  readonly fault: string | null;
}

const walk = async (ground: BranchGround, hands: Hands, task: Task): Promise<Walked> => {
  const known = await knownValues(ground);
  const hand = await hands.open(task.at, task.width);
  let fault: string | null = null;
  try {
    await task.walk(hand, ground.county.today());
  } catch (error) {
    const [message = ''] = String(error).split('\n');
    fault = `${message} at ${hand.page.url()}; ${(await hand.page.locator('body').innerText()).slice(0, 1_200)}`;
  }
  const counted = hand.take();
  // What the task itself wrote is known by now, and was not before: but for the counts of its own meeting.
  const after = await knownValues(ground);
  const wasKnown = counted.typed.flatMap(({ field, value }) => {
    const at = known.of(value) ?? (/^[\d.,]+$/.test(value) ? after.of(value) : undefined);
    return at === undefined ? [] : [`${task.name}: ${field} “${value}” stood in ${at}`];
  });
  await hand.page.context().close();
  return { ...counted, task: task.name, known: wasKnown, fault: fault ?? hand.faults[0] ?? null };
};

/** The look is proved first: it finds what the branch's rows hold, and takes no new sentence for known. */
const control = async (ground: BranchGround): Promise<{ readonly says: string; readonly ok: boolean }> => {
  const known = await knownValues(ground);
  const planted = await plantedValues(ground);
  const missed = planted.filter((value) => known.of(value) === undefined);
  const fresh = ['听取护林情况说明，逐条讨论分工方案，形成一致意见。', '张贴护林分工表'];
  const mistaken = fresh.filter((value) => known.of(value) !== undefined);
  return {
    says: `values known of the branch ${known.size}; planted and found ${planted.length - missed.length} of ${planted.length}${missed.map((value) => ` (missed “${value}”)`).join('')}, new sentences taken for known ${mistaken.length}`,
    ok: missed.length === 0 && mistaken.length === 0,
  };
};

const line = ({ task, taps, chosen, typed, known }: Walked): string =>
  `  ${task}: taps ${taps} (chosen from a list or calendar ${chosen}), fields typed ${typed.length}${typed.length === 0 ? '' : ` (${typed.map(({ field }) => field).join(', ')})`}, known before ${known.length}`;

export const run = async (): Promise<Outcome> => {
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  execFileSync(process.execPath, [join(packageFolder(), 'scripts/build.mjs'), '--web'], { stdio: 'ignore' });
  const ground = await openBranchGround(say);
  const hands = await openHands(ground.address, ground.token);
  const walked: Walked[] = [];
  const look = await control(ground);
  say(look.says);
  try {
    for (const task of monthOf()) {
      const one = await walk(ground, hands, task);
      walked.push(one);
      say(line(one));
    }
  } finally {
    await hands.close();
    await ground.close();
  }
  const taps = walked.reduce((sum, one) => sum + one.taps, 0);
  const fields = walked.reduce((sum, one) => sum + one.typed.length, 0);
  const known = walked.flatMap((one) => one.known);
  const faults = walked.flatMap(({ task, fault }) => (fault === null ? [] : [`  ${task}: ${fault}`]));
  return {
    lines: [
      ...faults,
      ...known.map((one) => `  ${one}`),
      `a month: tasks ${walked.length}, taps ${taps} (budget ${budget.taps}), fields typed ${fields} (budget ${budget.fields}), values typed that the database already knew ${known.length}`,
    ],
    ok: look.ok && faults.length === 0 && known.length === 0 && taps <= budget.taps && fields <= budget.fields,
  };
};
