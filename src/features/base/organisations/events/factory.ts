import { sql } from 'kysely';
import { AppError } from '#shared/errors.ts';
import type { TestApp } from '#test/harness/app.ts';
import { plantMember } from '#test/harness/tree.ts';
import { makeOrganisation, type Wish } from '../factory.ts';
import type { PlantedNode } from '../periods/commands.ts';

export const refusal = async (work: Promise<unknown>): Promise<AppError> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('was not refused');
};

export const messages = (error: AppError): string[] => (error.details.problems ?? []).map((p) => p.message);

/** Organisations and people for events to happen to, and where the rows of both lie. */
export const organisationScene = (app: { readonly current: TestApp }) => {
  const make = (wish: Wish): Promise<PlantedNode & { name: string }> =>
    app.current.write((tx) => makeOrganisation(tx, wish));
  return {
    make,
    officer: () => app.current.as('county_officer'),
    township: () => make({ type: 'township_committee', parent: app.current.tree.county }),
    branchIn: (parent: PlantedNode, more: Wish = {}) => make({ type: 'branch', parent, ...more }),
    person: (branch: PlantedNode) =>
      app.current.write((tx) => plantMember(tx, { ...branch, type: 'branch', name: '' })),
    periods: async (id: string): Promise<string[]> => {
      const { rows } = await sql<{
        line: string;
      }>`select name || ' ' || during::text as line from organisation_period where organisation_id = ${id} order by lower(during)`.execute(
        app.current.read(),
      );
      return rows.map((row) => row.line);
    },
    pathOf: async (table: 'person' | 'membership' | 'affiliation' | 'reward', personId: string): Promise<string[]> => {
      const { rows } = await sql<{
        org_path: string;
      }>`select org_path from ${sql.table(table)} where ${sql.ref(table === 'person' ? 'id' : 'person_id')} = ${personId} order by org_path`.execute(
        app.current.read(),
      );
      return rows.map((row) => row.org_path);
    },
  };
};
