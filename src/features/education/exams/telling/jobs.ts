import { systemScope } from '#platform/access/scope.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { askedPeople, takers, tellPeople, tellTask, type Tale, toldExam } from './commands.ts';

const lot = 500;
const first = '00000000-0000-0000-0000-000000000000';

/** Told in lots; broken off, it begins anew, and who has been told is not told again. */
export const tellOfExam: TaskHandler = async (county, payload) => {
  const { id, ...told } = payload as unknown as Tale & { readonly id: string };
  const scope = systemScope(county.entry.code, tellTask);
  for (let after: string | null = first; after !== null;) {
    const from: string = after;
    after = await county.write(scope, async (tx) => {
      const exam = await toldExam(tx, id);
      if (exam === undefined) return null;
      const page = { after: from, limit: lot, today: county.today() };
      const people =
        told.what === 'released'
          ? await takers(tx, id, from, lot)
          : await askedPeople(tx, { id, state: told.what === 'asked' ? 'published' : 'withdrawn' }, page);
      if (people.length > 0) await tellPeople(tx, exam, told, people);
      return people.length === lot ? (people.at(-1) ?? null) : null;
    });
  }
};
