import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { ChoiceField, FieldGrid } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import {
  callbackDraws,
  type CallbackItem,
  callbackList,
  callbackPhone,
  recordCallback,
} from '../../callbacks/contract.ts';
import { callOutcomes } from '../../callbacks/rules.ts';
import { figureTexts } from '../../figures/messages.ts';
import { requestProblems, requestTexts } from '../../messages.ts';
import { satisfactionFigures } from '../../satisfaction/contract.ts';
import { requestGrades } from '../../satisfaction/rules.ts';
import css from '../parts/figures.module.css';

/** Shown when it is asked for, which leaves a trace at the county. */
const Phone = ({ id, requestId }: { id: string; requestId: string }): ReactNode => {
  const t = useText();
  const [shown, setShown] = useState<string | null>(null);
  const { fire, busy, error } = useCommand(callbackPhone, { onDone: ({ phone }) => setShown(phone) });
  return (
    <>
      {shown ?? (
        <Button type="link" size="small" loading={busy} onClick={() => fire({ params: { id, requestId } })}>
          {t(requestTexts.showPhone)}
        </Button>
      )}
      {error && <ErrorNotice error={error} texts={requestProblems} />}
    </>
  );
};

const said = [...requestGrades, ...callOutcomes.filter((one) => one !== 'rated')] as const;
const schema = z.object({ said: z.enum(said) });

const RecordForm = ({ id, item, onClose }: { id: string; item: CallbackItem; onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(recordCallback, { touches: [callbackList, callbackDraws, satisfactionFigures] });
  const form = useForm({
    schema,
    labels: { said: figureTexts.grade },
    texts: requestProblems,
    submit: async (body) => {
      const grade = requestGrades.find((one) => one === body.said);
      const outcome = callOutcomes.find((one) => one === body.said);
      await run({
        params: { id, requestId: item.requestId },
        body: grade === undefined ? { outcome: outcome ?? 'not_reached' } : { outcome: 'rated', grade },
      });
      void message.success(t(figureTexts.recorded));
      onClose();
    },
  });
  const verb = t(figureTexts.record);
  const choices = [
    ...requestGrades.map((value) => ({ value, label: t(figureTexts[`grade_${value}`]) })),
    { value: 'not_reached' as const, label: t(figureTexts.outcome_not_reached) },
    { value: 'declined' as const, label: t(figureTexts.outcome_declined) },
  ];
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <FieldGrid>
        <ChoiceField field={form.field('said')} choices={choices} wide />
      </FieldGrid>
    </FormFrame>
  );
};

/** One list: who is called in which order, and what that brought. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { id = '' } = useParams();
  const [item, setItem] = useState<CallbackItem | null>(null);
  const { data, error, isPending, refetch } = useApi(callbackList, { params: { id } });
  return (
    <Frame
      title={t(figureTexts.callList)}
      intro={t(figureTexts.callListIntro)}
      crumbs={[
        { title: t(requestTexts.title), to: '/requests' },
        { title: t(figureTexts.callbacks), to: '/requests/callbacks' },
        { title: t(figureTexts.callList) },
      ]}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
        {() =>
          data && (
            <Section>
              <p className={css.small}>
                {t(figureTexts.drawnOf, { drawn: data.drawn, pool: data.pool })} · {t(figureTexts.seed)}{' '}
                <span className={css.seed}>{data.seed}</span>
              </p>
              <PlainTable
                caption={t(figureTexts.callList)}
                rows={data.items}
                rowKey={({ requestId }) => requestId}
                empty="–"
                columns={[
                  {
                    key: 'place',
                    title: t(figureTexts.order),
                    render: ({ place, requestId }) => <Link to={`/requests/${requestId}`}>{format.number(place)}</Link>,
                  },
                  { key: 'unit', title: t(requestTexts.unit), render: ({ unitName }) => unitName },
                  { key: 'area', title: t(requestTexts.area), render: ({ areaName }) => areaName },
                  {
                    key: 'category',
                    title: t(requestTexts.category),
                    render: ({ categoryName }) => t.loose([categoryName.zh, categoryName.en]),
                  },
                  {
                    key: 'phone',
                    title: t(requestTexts.phone),
                    render: ({ requestId }) => <Phone id={id} requestId={requestId} />,
                  },
                  {
                    key: 'outcome',
                    title: t(figureTexts.outcome),
                    render: ({ outcome }) => (outcome === null ? '–' : t(figureTexts[`outcome_${outcome}`])),
                  },
                ]}
                renderActions={(row) =>
                  row.outcome === 'rated' ? null : (
                    <Button size="small" onClick={() => setItem(row)}>
                      {t(figureTexts.record)}
                    </Button>
                  )
                }
              />
            </Section>
          )
        }
      </StateView>
      <Modal
        open={item !== null}
        title={t(figureTexts.record)}
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setItem(null)}
        destroyOnHidden
      >
        {item && <RecordForm id={id} item={item} onClose={() => setItem(null)} />}
      </Modal>
    </Frame>
  );
};
