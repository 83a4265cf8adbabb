import type { z } from 'zod';
import { fileFields } from '#features/base/members/catalogue.ts';
import { visibleKeys } from '#features/base/members/access.ts';
import { MemberFilter, sortKeys } from '#features/base/members/contract.ts';
import { exportApproved, exportJobKind, exportMembers } from '#features/base/members/export/commands.ts';
import { ExportRequest } from '#features/base/members/export/contract.ts';
import { exportRecipients } from '#features/base/members/export/recipients/contract.ts';
import { passageOf } from '#features/base/members/export/recipients/rules.ts';
import { exportJob } from '#features/base/members/export/jobs.ts';
import { openExport } from '#features/base/members/export/queries.ts';
import { exportSheet } from '#features/base/organisations/exchange/queries.ts';
import { CommandFailure, exitCodes } from './failure.ts';
import { cliTexts } from './messages.ts';
import { asOperator, followJob, type Desk, type OperatorFlags } from './operator.ts';
import { keepDownload, refuseExisting } from './outputs.ts';
import type { Terminal } from './terminal.ts';

export type Exportable = 'members' | 'organisations';

export interface ExportCommand extends OperatorFlags {
  readonly to: string;
  /** Code, name or short name of the organisation whose subtree is meant. */
  readonly organisation?: string;
  /** `key=value`, as the address of the list carries them. */
  readonly filter?: readonly string[];
  readonly columns?: string;
  readonly full?: boolean;
  readonly sort?: string;
  readonly reason?: string;
  /** Whom the list is for. */
  readonly recipient?: string;
  readonly recipientName?: string;
  /** Day, 'YYYY-MM-DD': the tree and the rosters of that day. */
  readonly on?: string;
  /** An approval that a second person has given. */
  readonly approval?: string;
}

const usage = (message: string): CommandFailure => new CommandFailure(exitCodes.usage, 'usage', message);

/** @throws CommandFailure unless exactly one organisation of the role's range bears the name or code */
const organisationId = async (
  { terminal, county, scope }: Desk,
  named: string | undefined,
): Promise<string | undefined> => {
  if (named === undefined) return undefined;
  const found = await county
    .read(scope)
    .selectFrom('organisation')
    .select('id')
    .where('abolished_on', 'is', null)
    .where('path', '>=', scope.from)
    .where('path', '<', scope.to)
    .where((e) => e.or([e('code', '=', named), e('name', '=', named), e('short_name', '=', named)]))
    .limit(2)
    .execute();
  const [first, second] = found;
  if (first === undefined || second !== undefined)
    throw new CommandFailure(
      exitCodes.missing,
      'organisation_unknown',
      terminal.text(first === undefined ? cliTexts.organisationUnknown : cliTexts.organisationUnclear, { name: named }),
    );
  return first.id;
};

/** The filter as the list's address would carry it. An unknown key would widen the list unseen: it is refused. */
const filterOf = (terminal: Terminal, { filter = [], on }: ExportCommand, organisation: string | undefined) => {
  const pairs = filter.map((text) => {
    const at = text.indexOf('=');
    const key = at < 0 ? text : text.slice(0, at);
    if (at < 0 || !(key in MemberFilter.shape) || key === 'organisationId')
      throw usage(
        terminal.text(cliTexts.filterUnknown, {
          text,
          keys: Object.keys(MemberFilter.shape)
            .filter((known) => known !== 'organisationId')
            .join(' '),
        }),
      );
    return [key, text.slice(at + 1)] as const;
  });
  const parsed = MemberFilter.safeParse({
    ...Object.fromEntries(pairs),
    ...(organisation === undefined ? {} : { organisationId: organisation }),
    ...(on === undefined ? {} : { on }),
  });
  if (parsed.success) return parsed.data;
  throw usage(terminal.text(cliTexts.filterWrong, { text: whatIsWrong(parsed.error) }));
};

const whatIsWrong = (error: z.ZodError): string =>
  [...new Set(error.issues.map((issue) => issue.path.join('.')))].join(' ');

const requestOf = ({ terminal, scope }: Desk, command: ExportCommand, organisation: string | undefined) => {
  const seen = visibleKeys(scope, false);
  const recipient = exportRecipients.find((known) => known === command.recipient);
  const all = fileFields
    .map((field) => field.key)
    .filter((key) => seen.has(key) && (recipient === undefined || passageOf(key, recipient) !== 'no'));
  const parsed = ExportRequest.safeParse({
    filter: {},
    columns: command.columns === undefined ? all : command.columns.split(','),
    full: command.full === true,
    sort: command.sort ?? 'branch',
    reason: command.reason ?? '',
    recipient,
    recipientName: command.recipientName,
  });
  if (!parsed.success)
    throw usage(
      terminal.text(cliTexts.exportWrong, {
        text: whatIsWrong(parsed.error),
        columns: all.join(','),
        sorts: sortKeys.join(' '),
        recipients: exportRecipients.join(' '),
      }),
    );
  return { ...parsed.data, filter: filterOf(terminal, command, organisation) };
};

const startMembers = async (desk: Desk, command: ExportCommand) => {
  const { county, scope } = desk;
  const { approval } = command;
  if (approval !== undefined)
    return county.write(scope, async (tx) => ({
      ...(await exportApproved(tx, scope, county, approval)),
      approvalId: null,
    }));
  const request = requestOf(desk, command, await organisationId(desk, command.organisation));
  return county.write(scope, (tx) => exportMembers(tx, scope, county, request));
};

const members = async (desk: Desk, command: ExportCommand): Promise<void> => {
  const { terminal, county, scope } = desk;
  const started = await startMembers(desk, command);
  if (started.jobId === null) {
    const { approvalId, people } = started;
    const message = terminal.text(cliTexts.exportNeedsSecond, { people, approval: approvalId ?? '' });
    terminal.result({ approvalId, people, file: null, message }, [message]);
    process.exitCode = exitCodes.refused;
    return;
  }
  const job = await followJob(desk, started.jobId, cliTexts.stageExport);
  if (job.state !== 'done')
    throw new CommandFailure(
      exitCodes.failed,
      'job_failed',
      terminal.text(cliTexts.jobEnded, { why: job.error?.message ?? job.state }),
    );
  await keepDownload(await openExport(county.read(scope), scope, county, started.jobId), command.to);
  const people = Number(job.result?.['rows'] ?? 0);
  terminal.result({ file: command.to, people, jobId: started.jobId }, [
    terminal.text(cliTexts.exportedMembers, { file: command.to, people }),
  ]);
};

const organisations = async (desk: Desk, command: ExportCommand): Promise<void> => {
  const { terminal, county, scope } = desk;
  const sheet = await exportSheet(county.read(scope), scope, {
    organisationId: await organisationId(desk, command.organisation),
    on: command.on,
    today: county.today(),
  });
  await keepDownload(sheet, command.to);
  terminal.result({ file: command.to }, [terminal.text(cliTexts.exportedTree, { file: command.to })]);
};

/** Writes a filtered list, or the tree, to a file: the same commands, traces and second person as in the pages. */
export const exportTo = async (terminal: Terminal, what: Exportable, command: ExportCommand): Promise<void> => {
  refuseExisting(terminal, command.to);
  if (what === 'organisations')
    return asOperator(terminal, command, { permission: 'organisations.exchange', handlers: {} }, (desk) =>
      organisations(desk, command),
    );
  return asOperator(
    terminal,
    command,
    { permission: 'members.export', handlers: { [exportJobKind]: exportJob } },
    (desk) => members(desk, command),
  );
};
