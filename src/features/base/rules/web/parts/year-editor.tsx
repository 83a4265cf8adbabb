import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { useDay, useDayKeys } from '#ui/office/day-keys.ts';
import { TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { useLeaveGuard } from '#webkit/router.tsx';
import { calendarYear, setCalendarYear } from '../../contract.ts';
import { calendarTexts, ruleProblemTexts } from '../../messages.ts';
import { allDays, type Range, type RangeProblem, rangeProblems } from './ranges.ts';
import css from './year-editor.module.css';

interface RowProps {
  readonly range: Range;
  readonly year: number;
  readonly onChange: (range: Range) => void;
  readonly onRemove: () => void;
}

const RangeDay = ({
  name,
  range,
  year,
  onChange,
}: Omit<RowProps, 'onRemove'> & { readonly name: 'from' | 'to' }): ReactNode => {
  const t = useText();
  const keys = useDayKeys(range[name] ?? '', () => onChange({ ...range, [name]: null }));
  const picked = useDay(range[name]);
  return (
    <DatePicker
      {...keys}
      aria-label={`${range.name} ${t(calendarTexts[name])}`}
      placeholder={t(calendarTexts[name])}
      format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'M.D', 'M-D']}
      value={picked}
      defaultPickerValue={dayjs(range.from ?? `${year}-01-01`)}
      onChange={(value) => {
        // Typed as 10.1 it means this year.
        const day = value
          ? value.year(value.year() === dayjs().year() ? year : value.year()).format('YYYY-MM-DD')
          : null;
        onChange({ ...range, [name]: day, ...(name === 'from' && !range.to ? { to: day } : {}) });
      }}
    />
  );
};

const Row = ({ range, year, onChange, onRemove }: RowProps): ReactNode => {
  const t = useText();
  return (
    <li className={css.row}>
      <Input
        aria-label={t(calendarTexts.name)}
        placeholder={t(calendarTexts.name)}
        maxLength={30}
        value={range.name}
        onChange={(event) => onChange({ ...range, name: event.target.value })}
      />
      <Select
        aria-label={t(calendarTexts.kind)}
        value={range.kind}
        options={(['holiday', 'workday'] as const).map((value) => ({ value, label: t(calendarTexts[value]) }))}
        onChange={(kind) => onChange({ ...range, kind })}
      />
      <RangeDay name="from" range={range} year={year} onChange={onChange} />
      <RangeDay name="to" range={range} year={year} onChange={onChange} />
      <Button
        type="text"
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t(calendarTexts.remove, { name: range.name })}
        title={t(calendarTexts.remove, { name: range.name })}
        onClick={onRemove}
      />
    </li>
  );
};

const problemTextKeys = { days: 'rowDays', year: 'rowYear', name: 'rowName', twice: 'rowTwice' } as const;

const Problems = ({ problems, year }: { problems: readonly RangeProblem[]; year: number }): ReactNode => {
  const t = useText();
  if (problems.length === 0) return null;
  const sentences = problems.map(({ row, kind, day = '' }) =>
    t.loose(calendarTexts[problemTextKeys[kind]], { row, year, day }),
  );
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={sentences.map((sentence) => (
        <div key={sentence}>{sentence}</div>
      ))}
    />
  );
};

interface Props {
  readonly year: number;
  readonly source: string | null;
  readonly ranges: readonly Range[];
  readonly dirty: boolean;
  readonly onRanges: (ranges: readonly Range[]) => void;
  readonly onClose: (isSaved: boolean) => void;
}

/** The rows of a year's table, as the official notice lists them. */
export const YearEditor = ({ year, source, ranges, dirty, onRanges, onClose }: Props): ReactNode => {
  const t = useText();
  const [problems, setProblems] = useState<readonly RangeProblem[]>([]);
  const save = useCommand(setCalendarYear, { touches: [[calendarYear, { params: { year } }]] });
  const form = useForm({
    schema: setCalendarYear.body.pick({ source: true }),
    labels: { source: calendarTexts.source },
    initial: { source: source === 'chinese-days' ? '' : (source ?? '') },
    texts: ruleProblemTexts,
    submit: async (body) => {
      if (rangeProblems(ranges, year).length > 0) return;
      await save.run({ params: { year }, body: { ...body, days: allDays(ranges) } });
      onClose(true);
    },
  });
  // Rows and source are judged together, so that one look shows all that is wrong.
  const props: typeof form.props = {
    ...form.props,
    onSubmit: (event) => {
      setProblems(rangeProblems(ranges, year));
      form.props.onSubmit(event);
    },
  };
  const change = (next: readonly Range[]): void => {
    setProblems([]);
    onRanges(next);
  };
  const add = (): void => {
    const key = Math.max(0, ...ranges.map((range) => range.key)) + 1;
    change([...ranges, { key, name: '', kind: 'holiday', from: null, to: null }]);
  };
  return (
    <>
      <p className={css.hint}>{t(calendarTexts.editHint)}</p>
      <FormFrame
        form={{ ...form, props }}
        verb={t(calendarTexts.save)}
        label={t(calendarTexts.editTitle, { year })}
        onCancel={() => onClose(false)}
      >
        <Problems problems={problems} year={year} />
        <ul className={css.rows}>
          {ranges.map((range) => (
            <Row
              key={range.key}
              range={range}
              year={year}
              onChange={(next) => change(ranges.map((one) => (one.key === next.key ? next : one)))}
              onRemove={() => change(ranges.filter((one) => one.key !== range.key))}
            />
          ))}
        </ul>
        <div>
          <Button icon={<PlusOutlined aria-hidden />} onClick={add}>
            {t(calendarTexts.add)}
          </Button>
        </div>
        <TextField field={form.field('source')} hint={t(calendarTexts.sourceHint)} />
      </FormFrame>
      <LeaveDialog {...useLeaveGuard(dirty || form.dirty)} />
    </>
  );
};
