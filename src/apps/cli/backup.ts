import { join, resolve } from 'node:path';
import { backup as writeBackup, type BackupStage, type Progress } from '#platform/backup/backup.ts';
import { contentDigests, tableCounts, type Facts } from '#platform/backup/facts.ts';
import { restore as readBackup } from '#platform/backup/restore.ts';
import { readConfig } from '#platform/config/config.ts';
import { hasKeys } from '#platform/crypto/keys.ts';
import type { Text } from '#shared/text.ts';
import { version } from '../version.ts';
import { withDeployment } from './counties.ts';
import { CommandFailure, exitCodes } from './failure.ts';
import { cliTexts } from './messages.ts';
import type { Progress as Bar, Terminal } from './terminal.ts';

const stages: Readonly<Record<BackupStage, Text>> = {
  files: cliTexts.stageFiles,
  database: cliTexts.stageDatabase,
  facts: cliTexts.stageFacts,
  log: cliTexts.stageLog,
  verify: cliTexts.stageVerify,
  extract: cliTexts.stageExtract,
  recover: cliTexts.stageRecover,
};

/** What a restore must find again: rows of every table, the heads of the audit chains, the digests of the attachments. */
const facts: Facts = async (ask) => ({ ...(await tableCounts(ask)), ...(await contentDigests(ask)) });
const isTable = (fact: string): boolean => fact.includes('.');

/** One bar per stage, the next one below the last. */
const stageBars = (terminal: Terminal): { progress: Progress; end(): void } => {
  const bars = new Map<BackupStage, Bar>();
  return {
    progress(stage, done, total) {
      const bar = bars.get(stage) ?? terminal.progress(terminal.text(stages[stage]));
      bars.set(stage, bar);
      bar.update(done, total);
    },
    end: () => bars.forEach((bar) => bar.end()),
  };
};

/** Backs up the whole database and the attachments, without the keys. */
export const backup = (terminal: Terminal, options: { readonly to: string }): Promise<void> =>
  withDeployment(terminal, async ({ config, deployment }) => {
    const out = resolve(options.to);
    const bars = stageBars(terminal);
    try {
      const manifest = await writeBackup({
        connection: deployment.admin,
        files: join(config.dataFolder, 'files'),
        out,
        version: version(),
        keyIds: (await deployment.entries()).map((entry) => entry.keySet),
        facts,
        progress: bars.progress,
      });
      const size = ((manifest.database.bytes + manifest.files.bytes) / 1e6).toFixed(1);
      terminal.result({ folder: out, manifest }, [
        terminal.text(cliTexts.backedUp, { folder: out, files: manifest.files.count, size }),
      ]);
    } finally {
      bars.end();
    }
  });

/** Restores a backup into an empty data folder and compares it with what the backup counted. */
export const restore = async (
  terminal: Terminal,
  options: { readonly from: string; readonly to?: string },
): Promise<void> => {
  const config = readConfig();
  if (config.databaseUrl !== undefined)
    throw new CommandFailure(exitCodes.refused, 'not_embedded', terminal.text(cliTexts.restoreNeedsEmbedded));
  const bars = stageBars(terminal);
  try {
    const restored = await readBackup({
      from: options.from,
      folder: resolve(options.to ?? config.dataFolder),
      hasKey: (id) => hasKeys(config.keysFolder, id),
      facts,
      progress: bars.progress,
      log(line) {
        if (typeof line['message'] === 'string') terminal.note(line['message']);
      },
    });
    const { folder } = restored;
    terminal.result({ folder, facts: restored.facts, createdAt: restored.manifest.createdAt }, [
      terminal.text(cliTexts.restored, { folder, tables: Object.keys(restored.facts).filter(isTable).length }),
    ]);
  } finally {
    bars.end();
  }
};
