import { Alert } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { z } from 'zod';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { Loading } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useAddressState, useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { bulkKeys, bulkLimit, bulkList, previewBulk } from '../../bulk/contract.ts';
import { bulkTexts } from '../../bulk/messages.ts';
import { fieldOf, type FieldKey } from '../../catalogue.ts';
import type { MemberFields, MemberFilter } from '../../contract.ts';
import { memberTotal } from '../../totals/contract.ts';
import { useBranchTree } from '../parts/branch-tree.ts';
import { BulkFields } from '../parts/bulk-fields.tsx';
import { BulkSteps } from '../parts/bulk-steps.tsx';
import css from '../parts/bulk.module.css';
import { flatRefusal, labelsOf, problemTexts, shapeOf } from '../parts/field-form.ts';
import { filterOf, listAddress, useConditions } from '../parts/filters.ts';
import { useSeen } from '../parts/words.ts';

/** Ticked people, or everybody whom the filter of the list finds. */
interface Whom {
  readonly ids: readonly string[] | null;
  readonly filter: MemberFilter;
}

const WhomSection = ({ whom, total }: { whom: Whom; total: number | undefined }): ReactNode => {
  const t = useText();
  const { search } = useLocation();
  const tree = useBranchTree({ enabled: whom.filter.organisationId !== undefined });
  const conditions = useConditions(whom.filter, tree.nameOf);
  const sentence = (): string => {
    if (whom.ids) return t(bulkTexts.whomSelected, { count: whom.ids.length });
    if (total === undefined) return t(bulkTexts.whomCounting);
    return t(conditions.length ? bulkTexts.whomFilter : bulkTexts.whomAll, { count: total });
  };
  return (
    <Section title={t(bulkTexts.whom)} actions={<Link to={`/members${search}`}>{t(bulkTexts.whomChange)}</Link>}>
      <div className={css.stack}>
        <p>{sentence()}</p>
        {!whom.ids && conditions.length > 0 && (
          <ul className={css.conditions}>
            {conditions.map((condition) => (
              <li key={condition.key}>{condition.text}</li>
            ))}
          </ul>
        )}
        {(total ?? 0) > bulkLimit && (
          <Alert type="warning" showIcon title={t(bulkTexts.tooMany, { limit: bulkLimit })} />
        )}
      </div>
    </Section>
  );
};

const fields = bulkKeys.map(fieldOf);
const schema = z.object({ ...shapeOf(fields, []), reason: z.string().trim().min(2).max(500) });

const useSendPreview = (whom: Whom, keys: readonly FieldKey[]) => {
  const goOn = useGoOn();
  const { run } = useCommand(previewBulk, { touches: [bulkList] });
  return async ({ reason, ...typed }: Readonly<Record<string, unknown>>): Promise<void> => {
    // A chosen field that is left empty is to be emptied.
    const values = Object.fromEntries(keys.map((key) => [key, typed[key] ?? null])) as MemberFields;
    const whose = whom.ids ? { ids: [...whom.ids] } : { filter: whom.filter };
    const bulk = await run({ body: { ...whose, fields: values, reason: String(reason) } }).catch((thrown: unknown) => {
      throw flatRefusal(thrown);
    });
    goOn(`/members/bulk/${bulk.id}`);
  };
};

const WhatForm = ({ whom, total }: { whom: Whom; total: number | undefined }): ReactNode => {
  const t = useText();
  const [keys, setKeys] = useState<readonly FieldKey[]>([]);
  const [missing, setMissing] = useState(false);
  const send = useSendPreview(whom, keys);
  const form = useForm({
    schema,
    labels: { ...labelsOf(fields), reason: bulkTexts.reason },
    texts: problemTexts,
    submit: async (typed) => {
      setMissing(keys.length === 0);
      if (keys.length > 0) await send(typed);
    },
  });
  const guard = useLeaveGuard(form.dirty);
  const tooMany = (whom.ids?.length ?? total ?? 0) > bulkLimit;
  const choose = (next: readonly FieldKey[]): void => {
    setMissing(false);
    const dropped = keys.filter((key) => !next.includes(key));
    if (dropped.length) form.set(Object.fromEntries(dropped.map((key) => [key, undefined])));
    setKeys(next);
  };
  return (
    <Section title={t(bulkTexts.what)}>
      <FormFrame form={form} verb={t(bulkTexts.preview)} label={t(bulkTexts.what)}>
        {(missing || tooMany) && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={missing ? t(bulkTexts.noField) : t(bulkTexts.tooMany, { limit: bulkLimit })}
          />
        )}
        <BulkFields
          keys={keys}
          onKeys={choose}
          field={(key) => form.field(key as 'reason') as unknown as Field<unknown>}
        />
        <LongTextField field={form.field('reason')} hint={t(bulkTexts.reasonHint)} rows={2} />
      </FormFrame>
      <LeaveDialog {...guard} />
    </Section>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const seen = useSeen();
  const state = useLocation().state as { readonly ids?: readonly string[] } | null;
  const [address] = useAddressState(listAddress);
  const whom = useMemo((): Whom => ({ ids: state?.ids ?? null, filter: filterOf(address) }), [state, address]);
  const { data } = useApi(memberTotal, { query: whom.filter }, { enabled: whom.ids === null });
  const total = whom.ids?.length ?? data?.total;
  return (
    <Frame
      title={t(bulkTexts.new)}
      crumbs={[{ title: t(bulkTexts.title), to: '/members/bulk' }, { title: t(bulkTexts.new) }]}
    >
      <BulkSteps current={1} />
      <WhomSection whom={whom} total={total} />
      {seen.known ? <WhatForm whom={whom} total={total} /> : <Loading />}
    </Frame>
  );
};
