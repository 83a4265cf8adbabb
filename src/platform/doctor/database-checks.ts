import type { Ask } from '../backup/facts.ts';
import { fail, ok, warn, type Check } from './check.ts';

/** Opens a connection for one look and closes it after. */
export type WithDatabase = <T>(work: (ask: Ask) => Promise<T>) => Promise<T>;

const one = async (ask: Ask, text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>> =>
  (await ask(text, values))[0] ?? {};

export const databaseVersion = (database: WithDatabase, { major }: { major: number }): Check => ({
  id: 'database',
  title: ['数据库连接与版本', 'Database connection and version'],
  async run() {
    try {
      const row = await database((ask) =>
        one(
          ask,
          `select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major`,
        ),
      );
      const facts = { version: String(row['version']) };
      return Number(row['major']) === major
        ? ok(facts)
        : fail(facts, `请使用 PostgreSQL ${major}。`, `Use PostgreSQL ${major}.`);
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      // Refusals of the platform carry both languages, one below the other.
      const [zh = message, en = zh] = message.split('\n');
      return fail(
        { code: code ?? null, error: message },
        `数据库无法连接（${zh}）。请检查 DATABASE_URL，或先启动程序。`,
        `The database does not answer (${en}). Check DATABASE_URL, or start the application first.`,
      );
    }
  },
});

/** Comparison by code point is the same on every machine; a system locale changes with the system and breaks indexes. */
export const databaseLocale = (database: WithDatabase): Check => ({
  id: 'locale',
  title: ['编码与排序规则', 'Encoding and collation'],
  async run() {
    const row = await database((ask) =>
      one(
        ask,
        `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, coalesce(datlocale, datcollate) as locale,
                datctype as ctype, to_tsvector('simple', '汉，字') @@ '汉'::tsquery as splits
           from pg_database where datname = current_database()`,
      ),
    );
    const facts = {
      encoding: String(row['encoding']),
      provider: String(row['provider']),
      locale: String(row['locale']),
      ctype: String(row['ctype']),
    };
    const zh =
      "请新建数据库：CREATE DATABASE … ENCODING UTF8 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_CTYPE 'C.UTF-8' TEMPLATE template0，再把数据转入。";
    const en =
      "Make a database with ENCODING UTF8 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_CTYPE 'C.UTF-8' TEMPLATE template0 and move the data.";
    // Where the locale takes the Chinese comma for a letter, searches find less.
    if (facts.encoding !== 'UTF8' || row['splits'] !== true) {
      return fail({ ...facts, splitsWords: row['splits'] === true }, zh, en);
    }
    return facts.provider === 'b' && facts.locale === 'C.UTF-8' ? ok(facts) : warn(facts, zh, en);
  },
});

export interface ClockOptions {
  /** Now in ms since 1970 as the application sees it. */
  readonly now: () => number;
  /** No honest clock shows an earlier time: the day of the release. */
  readonly notBefore: string;
}

/** Application and database must agree on the time: deadlines are computed by the one and compared by the other. */
export const clocks = (database: WithDatabase, { now, notBefore }: ClockOptions): Check => ({
  id: 'clock',
  title: ['时钟与时区', 'Clock and time zone'],
  async run() {
    const [before, row, after] = await database(async (ask) => {
      const start = now();
      const answer = await one(
        ask,
        `select extract(epoch from clock_timestamp()) * 1000 as ms, current_setting('TimeZone') as zone`,
      );
      return [start, answer, now()] as const;
    });
    // The database read its clock somewhere between the two moments.
    const theirs = Number(row['ms']);
    const apart = theirs < before ? before - theirs : Math.max(0, theirs - after);
    const facts = { apartMs: Math.round(apart), zone: String(row['zone']), now: new Date(before).toISOString() };
    const zh = '请开启时间同步（systemctl enable --now systemd-timesyncd 或 chrony）。';
    const en = 'Switch on time synchronisation (systemctl enable --now systemd-timesyncd, or chrony).';
    if (before < Date.parse(notBefore) || apart > 60_000) return fail(facts, zh, en);
    if (apart > 2_000) return warn(facts, zh, en);
    if (facts.zone !== 'UTC')
      return warn(
        facts,
        "请设置数据库时区：ALTER DATABASE … SET TimeZone = 'UTC'。",
        "Set the database's time zone: ALTER DATABASE … SET TimeZone = 'UTC'.",
      );
    return ok(facts);
  },
});

/** What was acknowledged must outlast a power cut, and a bad disk must be noticed. */
export const durability = (database: WithDatabase): Check => ({
  id: 'durability',
  title: ['落盘与数据校验', 'Durability and data checksums'],
  async run() {
    const row = await database((ask) =>
      one(
        ask,
        `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
                current_setting('synchronous_commit') as "commit", current_setting('data_checksums') as checksums`,
      ),
    );
    const facts = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]));
    if (facts['fsync'] !== 'on' || facts['pages'] !== 'on' || facts['commit'] === 'off') {
      return fail(
        facts,
        '断电会丢失已保存的数据。请把 fsync、full_page_writes、synchronous_commit 设为 on。',
        'A power cut would lose saved data. Set fsync, full_page_writes and synchronous_commit to on.',
      );
    }
    return facts['checksums'] === 'on'
      ? ok(facts)
      : warn(
          facts,
          '数据校验未开启，磁盘损坏不易发现。请停库后运行 pg_checksums --enable。',
          'Data checksums are off, so that a bad disk goes unnoticed. Stop the server and run pg_checksums --enable.',
        );
  },
});

/**
 * Row-level security keeps functions that are not marked LEAKPROOF away from the indexes of protected tables.
 * @param functions signatures as `textlike(text,text)`
 */
export const leakproof = (database: WithDatabase, { functions }: { functions: readonly string[] }): Check => ({
  id: 'leakproof',
  title: ['行级权限下的索引可用', 'Indexes usable under row-level security'],
  async run() {
    const rows = await database((ask) =>
      ask(
        `select f.name, p.proleakproof as marked from unnest($1::text[]) with ordinality as f (name, place)
           left join pg_proc p on p.oid = to_regprocedure(f.name) order by f.place`,
        [functions],
      ),
    );
    const unmarked = rows.filter((row) => row['marked'] !== true).map((row) => String(row['name']));
    if (unmarked.length === 0) return ok({ functions });
    const statements = unmarked.map((name) => `ALTER FUNCTION ${name} LEAKPROOF;`).join(' ');
    return warn(
      { unmarked },
      `查询会变慢。请以超级用户运行：${statements}`,
      `Queries will be slow. Run as superuser: ${statements}`,
    );
  },
});
