import { systemScope } from '#platform/access/scope.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { askedPeople, takers, tellPeople, tellTask, toldExam, type Told } from './commands.ts';

const lot = 500;
const first = '00000000-0000-0000-0000-000000000000';

/** Told in lots; broken off, it begins anew, and who has been told is not told again. */
export const tellOfExam: TaskHandler = async (county, payload) => {
  const { id, what } = payload as unknown as { readonly id: string; readonly what: Told };
  const scope = systemScope(county.entry.code, tellTask);
  for (let after: string | null = first; after !== null;) {
    const from: string = after;
    after = await county.write(scope, async (tx) => {
      const exam = await toldExam(tx, id);
      if (exam === undefined) return null;
      const people =
        what === 'asked' ? await askedPeople(tx, id, from, lot, county.today()) : await takers(tx, id, from, lot);
      if (people.length > 0) await tellPeople(tx, exam, what, people);
      return people.length === lot ? (people.at(-1) ?? null) : null;
    });
  }
};
