import { PassThrough } from 'node:stream';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { Download } from '#platform/http/route.ts';
import type { WrittenCell, WrittenColumn } from '#platform/sheets/sheet-xml.ts';
import { writeSheet } from '#platform/sheets/write.ts';
import type { FigureSet } from '../contract.ts';
import { statusOf } from '../queries.ts';
import type { FigureName } from '../rules.ts';

const headings: readonly (readonly [FigureName, string])[] = [
  ['members', '党员数'],
  ['studied', '参加集中学习培训的党员'],
  ['met', '学时达标的党员'],
  ['leaders', '书记和班子成员'],
  ['leadersMet', '其中学时达标的'],
  ['leadersTrained', '其中参加集中培训的'],
  ['probationary', '应参加集中培训的预备党员'],
  ['probationaryTrained', '其中预备期内参加过的'],
];

const cellsOf = (figures: FigureSet): WrittenCell[] => headings.map(([name]) => figures[name] ?? '不显示');

/** The training table of the annual statistics: a line for each place below, and all together. What the page leaves out stays out. */
export const trainingTableFile = async (
  db: Db,
  scope: Scope,
  county: County,
  asked: { readonly organisationId?: string | undefined; readonly year?: number | undefined },
): Promise<Download> => {
  const status = await statusOf(db, scope, county, asked);
  const columns: WrittenColumn[] = [
    { title: '党组织', width: 32 },
    ...headings.map(([, title]) => ({ title, width: 14 })),
  ];
  const rows: WrittenCell[][] = [
    [`${status.organisation.name}（合计）`, ...cellsOf(status.total)],
    ...status.rows.map(({ organisation, figures }) => [organisation.name, ...cellsOf(figures)]),
  ];
  const body = new PassThrough();
  writeSheet(body, { sheetName: `${status.year}年教育培训`, columns, rows }).catch((error: unknown) =>
    body.destroy(error as Error),
  );
  return {
    name: `${status.year}年党员教育培训情况.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
};
