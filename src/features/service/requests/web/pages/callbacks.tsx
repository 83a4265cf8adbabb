import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { addDays, dayOf } from '#shared/days.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { DayField, FieldGrid, NumberField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { callbackDraws, drawCallbacks } from '../../callbacks/contract.ts';
import { figureTexts } from '../../figures/messages.ts';
import { requestProblems, requestTexts } from '../../messages.ts';

const DrawForm = ({ onClose }: { onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(drawCallbacks, { touches: [callbackDraws] });
  const [today] = useState(() => dayOf(Date.now()));
  const form = useForm({
    schema: drawCallbacks.body,
    initial: { from: addDays(today, -30), to: today, size: 20 },
    labels: { from: figureTexts.drawFrom, to: figureTexts.drawTo, size: figureTexts.drawSize },
    texts: requestProblems,
    submit: async (body) => {
      await run({ body });
      void message.success(t(figureTexts.drawn));
      onClose();
    },
  });
  const verb = t(figureTexts.draw);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <FieldGrid>
        <DayField field={form.field('from')} />
        <DayField field={form.field('to')} />
        <NumberField field={form.field('size')} />
      </FieldGrid>
    </FormFrame>
  );
};

/** Lists that were drawn, none of them ever taken back. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [drawing, setDrawing] = useState(false);
  const { data, error, isPending, refetch } = useApi(callbackDraws, {});
  return (
    <Frame
      title={t(figureTexts.callbacks)}
      intro={t(figureTexts.callbacksIntro)}
      crumbs={[{ title: t(requestTexts.title), to: '/requests' }, { title: t(figureTexts.callbacks) }]}
      actions={
        <Button type="primary" onClick={() => setDrawing(true)}>
          {t(figureTexts.draw)}
        </Button>
      }
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={4}>
        {() => (
          <Section>
            <PlainTable
              caption={t(figureTexts.callbacks)}
              rows={data?.items ?? []}
              rowKey={({ id }) => id}
              empty={t(figureTexts.drawsEmpty)}
              columns={[
                {
                  key: 'at',
                  title: t(figureTexts.drawnAt),
                  render: ({ id, at }) => <Link to={`/requests/callbacks/${id}`}>{format.moment(at)}</Link>,
                },
                { key: 'actor', title: t(figureTexts.drawnBy), render: ({ actor }) => actor },
                {
                  key: 'span',
                  title: t(figureTexts.span),
                  render: ({ from, to }) => t(figureTexts.days, { from: format.day(from), to: format.day(to) }),
                },
                {
                  key: 'drawn',
                  title: t(figureTexts.drawSize),
                  render: ({ drawn, pool }) => t(figureTexts.drawnOf, { drawn, pool }),
                },
                { key: 'called', title: t(figureTexts.called), render: ({ called }) => format.number(called) },
              ]}
            />
          </Section>
        )}
      </StateView>
      <Modal
        open={drawing}
        title={t(figureTexts.draw)}
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setDrawing(false)}
        destroyOnHidden
      >
        {drawing && <DrawForm onClose={() => setDrawing(false)} />}
      </Modal>
    </Frame>
  );
};
