import { DownOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, InputNumber, Select, Switch, TreeSelect } from 'antd';
import { type ReactNode, useId, useMemo, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { useClearing } from '#ui/office/clearing.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { useCommand } from '#webkit/query.ts';
import { useBranchTree } from '#features/base/members/web/parts/branch-tree.ts';
import { mapImport, type SheetView } from '../../contract.ts';
import { importFields, type ImportField, lackingFields, needsDay } from '../../headings/rules.ts';
import { mappingTexts } from '../../preview/messages.ts';
import css from './import.module.css';
import { importRefusalTexts, useFieldName } from './problem-words.ts';
import { touchedByImport } from './reads.ts';
import type { Batch } from './reads.ts';

interface Plan {
  readonly used: boolean;
  readonly headingLine: number | null;
  readonly branchId: string | null;
  readonly fields: Readonly<Record<number, ImportField | null>>;
  /** Columns in which a month alone is entered as its first day. */
  readonly asFirst: readonly number[];
}

const planOf = (sheet: SheetView): Plan => ({
  used: sheet.used,
  headingLine: sheet.heading?.line ?? null,
  branchId: sheet.branchId,
  fields: Object.fromEntries(sheet.columns.map(({ column, field }) => [column, field])),
  asFirst: sheet.columns.filter(({ monthsAsFirst }) => monthsAsFirst).map(({ column }) => column),
});

const tones: Readonly<Record<SheetView['columns'][number]['how'], Tone>> = {
  known: 'success',
  remembered: 'info',
  left_out: 'plain',
  unknown: 'warning',
};

/** Fields that several columns of a plan are read as. */
const twiceIn = (plan: Plan): ImportField[] => {
  const fields = Object.values(plan.fields).filter((field) => field !== null);
  return [...new Set(fields.filter((field, place) => fields.indexOf(field) !== place))];
};

const missingIn = (plan: Plan): readonly ImportField[] =>
  lackingFields(Object.values(plan.fields), plan.branchId !== null);

interface SheetProps {
  readonly sheet: SheetView;
  readonly plan: Plan;
  readonly locked: boolean;
  readonly onPlan: (plan: Plan) => void;
}

/** The decision for a whole column that rows with a month alone would otherwise ask for one by one. */
const FirstDays = ({ column, plan, locked, onPlan }: Omit<SheetProps, 'sheet'> & { column: number }): ReactNode => {
  const t = useText();
  const others = plan.asFirst.filter((other) => other !== column);
  return (
    <Checkbox
      checked={plan.asFirst.includes(column)}
      disabled={locked}
      onChange={(event) => onPlan({ ...plan, asFirst: event.target.checked ? [...others, column] : others })}
    >
      {t(mappingTexts.monthsAsFirst)}
    </Checkbox>
  );
};

const hasFirstDays = ({ fields }: Plan, column: number): boolean => {
  const field = fields[column] ?? null;
  return field !== null && needsDay(field);
};

const Columns = ({ sheet, plan, locked, onPlan }: SheetProps): ReactNode => {
  const t = useText();
  const clearing = useClearing();
  const fieldName = useFieldName();
  const options = useMemo(() => importFields.map((value) => ({ value, label: fieldName(value) })), [fieldName]);
  return (
    <PlainTable
      caption={t(mappingTexts.sheet, { sheet: sheet.sheet })}
      rows={sheet.columns}
      rowKey={(column) => String(column.column)}
      empty={t(mappingTexts.nothing)}
      columns={[
        { key: 'heading', title: t(mappingTexts.column), render: (column) => column.heading },
        {
          key: 'field',
          title: t(mappingTexts.field),
          render: ({ column, heading }) => (
            <>
              <Select<ImportField>
                aria-label={`${heading} ${t(mappingTexts.field)}`}
                className={css.select ?? ''}
                allowClear={clearing}
                disabled={locked}
                showSearch={{ optionFilterProp: 'label' }}
                placeholder={t(mappingTexts.notRead)}
                value={plan.fields[column] ?? null}
                options={options}
                onChange={(field: ImportField | undefined) =>
                  onPlan({ ...plan, fields: { ...plan.fields, [column]: field ?? null } })
                }
              />
              {hasFirstDays(plan, column) && <FirstDays column={column} plan={plan} locked={locked} onPlan={onPlan} />}
            </>
          ),
        },
        {
          key: 'how',
          title: t(mappingTexts.how),
          render: ({ how, suggestion, column }) => (
            <>
              <Tag tone={tones[how]}>{t(mappingTexts[how])}</Tag>{' '}
              {suggestion && (plan.fields[column] ?? null) === null && (
                <Button
                  type="link"
                  size="small"
                  disabled={locked}
                  onClick={() => onPlan({ ...plan, fields: { ...plan.fields, [column]: suggestion } })}
                >
                  {t(mappingTexts.suggestion, { field: fieldName(suggestion) })}
                </Button>
              )}
            </>
          ),
        },
      ]}
    />
  );
};

const BranchDefault = ({ plan, locked, onPlan }: Omit<SheetProps, 'sheet'>): ReactNode => {
  const t = useText();
  const clearing = useClearing();
  const id = useId();
  const tree = useBranchTree();
  return (
    <div className={css.field}>
      <label htmlFor={id}>{t(mappingTexts.branch)}</label>
      <TreeSelect<string | null>
        suffixIcon={<DownOutlined aria-hidden />}
        id={id}
        allowClear={clearing}
        disabled={locked}
        loading={tree.loading}
        treeDataSimpleMode
        showSearch={{ filterTreeNode: (text, node) => String(node['words']).includes(text.toLowerCase()) }}
        placeholder={t(uiTexts.choose)}
        value={plan.branchId}
        treeData={tree.nodes.map((node) => ({
          id: node.id,
          pId: node.parentId ?? 0,
          value: node.id,
          title: node.name,
          disabled: node.fixed,
          words: `${node.name} ${node.initials}`.toLowerCase(),
        }))}
        onChange={(branchId: string | null | undefined) => onPlan({ ...plan, branchId: branchId ?? null })}
      />
    </div>
  );
};

const Notices = ({ plan }: { plan: Plan }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const fieldName = useFieldName();
  const missing = missingIn(plan);
  return (
    <>
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t(mappingTexts.missing, { fields: format.list(missing.map(fieldName)) })}
        />
      )}
      {twiceIn(plan).map((field) => (
        <Alert key={field} type="info" showIcon title={t(mappingTexts.twice, { field: fieldName(field) })} />
      ))}
    </>
  );
};

const SheetPart = (props: SheetProps): ReactNode => {
  const { sheet, plan, locked, onPlan } = props;
  const t = useText();
  const id = useId();
  return (
    <div className={css.sheet}>
      <div className={css.sheetHead}>
        <h2>{t(mappingTexts.sheet, { sheet: sheet.sheet })}</h2>
        {sheet.hidden && <Tag>{t(mappingTexts.hiddenSheet)}</Tag>}
        <label htmlFor={`${id}-used`}>{t(mappingTexts.used)}</label>
        <Switch
          id={`${id}-used`}
          size="small"
          checked={plan.used}
          disabled={locked}
          onChange={(used) => onPlan({ ...plan, used })}
        />
        {sheet.heading && <span className={css.quiet}>{t(mappingTexts.headingAt, { line: sheet.heading.line })}</span>}
      </div>
      {sheet.heading === null && (
        <div className={css.field}>
          <label htmlFor={`${id}-line`}>{t(mappingTexts.headingLine)}</label>
          <InputNumber
            id={`${id}-line`}
            min={1}
            max={15}
            precision={0}
            disabled={locked}
            value={plan.headingLine}
            aria-describedby={`${id}-hint`}
            onChange={(headingLine) => onPlan({ ...plan, headingLine, used: headingLine !== null })}
          />
          <span id={`${id}-hint`} className={css.quiet}>
            {t(mappingTexts.headingLineHint)}
          </span>
        </div>
      )}
      {plan.used && sheet.heading !== null && (
        <>
          <Notices plan={plan} />
          <Columns {...props} />
          {!Object.values(plan.fields).includes('branchId') && <BranchDefault {...props} />}
        </>
      )}
    </div>
  );
};

/** How the columns of each sheet are read, to be corrected and remembered. */
export const SheetMapping = ({ batch }: { batch: Batch }): ReactNode => {
  const t = useText();
  const [plans, setPlans] = useState<readonly Plan[]>(() => batch.sheets.map(planOf));
  const { fire, busy, error } = useCommand(mapImport, { touches: touchedByImport(batch.id) });
  const locked = !batch.can.map;
  const save = (): void =>
    fire({
      params: { id: batch.id },
      body: {
        version: batch.version,
        sheets: batch.sheets.map((sheet, place) => {
          const plan = plans[place] ?? planOf(sheet);
          return {
            sheet: sheet.sheet,
            used: plan.used,
            ...(plan.headingLine === null ? {} : { headingLine: plan.headingLine }),
            branchId: plan.branchId,
            columns: Object.entries(plan.fields).map(([column, field]) => ({
              column: Number(column),
              field,
              monthsAsFirst: plan.asFirst.includes(Number(column)),
            })),
          };
        }),
      },
    });
  if (batch.sheets.length === 0) return <p>{t(mappingTexts.nothing)}</p>;
  return (
    <div className={css.stack}>
      <p className={css.hint}>{t(mappingTexts.hint)}</p>
      {error && <ErrorNotice error={error} texts={importRefusalTexts} />}
      {batch.sheets.map((sheet, place) => (
        <SheetPart
          key={sheet.sheet}
          sheet={sheet}
          plan={plans[place] ?? planOf(sheet)}
          locked={locked}
          onPlan={(next) => setPlans(plans.map((plan, at) => (at === place ? next : plan)))}
        />
      ))}
      {!locked && (
        <div>
          <Button type={batch.state === 'mapping' ? 'primary' : 'default'} loading={busy} onClick={save}>
            {t(mappingTexts.save)}
          </Button>
        </div>
      )}
    </div>
  );
};
