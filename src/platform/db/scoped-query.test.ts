import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { useCounty } from '#test/harness/county.ts';

const county = useCounty({ poolSize: 1 });

describe('a prepared statement', () => {
  test.each(['fresh', 'known'])(
    'whose values are refused can be used again on the same connection (%s)',
    async (state) => {
      // The comment makes a text, and so a name, of its own.
      const ask = (value: string) =>
        sql<{ answer: string }>`select ${value}::text as answer /* ${sql.raw(state)} */`.execute(county.current.read());
      if (state === 'known') await ask('before');
      await expect(ask('\u0000')).rejects.toMatchObject({ code: '22021' });
      await expect(ask('\u0000')).rejects.toMatchObject({ code: '22021' });
      expect((await ask('after')).rows).toEqual([{ answer: 'after' }]);
    },
  );

  test('that does not parse leaves the connection usable', async () => {
    const ask = () => sql`select no_such_column from person`.execute(county.current.read());
    await expect(ask()).rejects.toMatchObject({ code: '42703' });
    await expect(ask()).rejects.toMatchObject({ code: '42703' });
    expect((await sql`select 1 as one`.execute(county.current.read())).rows).toEqual([{ one: 1 }]);
  });

  test('of a new connection that fails in its values keeps the scope', async () => {
    const { database } = county.current.county;
    const client = await database.pool.connect();
    client.release(true);
    await expect(sql`select ${'\u0000'}::text as x /* new */`.execute(county.current.read())).rejects.toMatchObject({
      code: '22021',
    });
    const { rows } = await sql<{ lower: string }>`select current_setting('app.lower') as lower`.execute(
      county.current.read(),
    );
    expect(rows).toEqual([{ lower: '/' }]);
  });
});
