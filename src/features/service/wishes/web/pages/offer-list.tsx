import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { ChoiceField, LongTextField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useForm } from '#webkit/form.ts';
import { useWholeList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { wishProblems, wishTexts } from '../../messages.ts';
import { changeOffer, createOffer, endOffer, offerList, type KeptOffer } from '../../offers/contract.ts';
import { wishCategories } from '../../rules.ts';
import css from '#ui/office/matter.module.css';

interface Acts {
  readonly onChange: (offer: KeptOffer) => void;
  readonly onEnd: (offer: KeptOffer) => void;
}

const useColumns = ({ onChange, onEnd }: Acts): Column<KeptOffer>[] => {
  const t = useText();
  const format = useFormat();
  return [
    {
      key: 'title',
      title: t(wishTexts.offerTitle),
      main: true,
      render: (offer) => (
        <>
          {offer.title}
          <div className={css.hint}>{offer.details}</div>
        </>
      ),
    },
    {
      key: 'category',
      title: t(wishTexts.category),
      width: 130,
      render: ({ category }) => t(wishTexts[`category_${category}`]),
    },
    { key: 'unit', title: t(wishTexts.offeredBy), render: ({ unitName }) => unitName },
    { key: 'ordered', title: t(wishTexts.ordered), width: 90, render: ({ ordered }) => format.number(ordered) },
    {
      key: 'acts',
      title: t(uiTexts.actions),
      width: 170,
      render: (offer) =>
        offer.can.change ? (
          <>
            <Button size="small" onClick={() => onChange(offer)}>
              {t(wishTexts.changeOffer)}
            </Button>{' '}
            <Button size="small" onClick={() => onEnd(offer)}>
              {t(wishTexts.endOffer)}
            </Button>
          </>
        ) : (
          (offer.endedOn && t(wishTexts.ended, { day: format.day(offer.endedOn) })) || '–'
        ),
    },
  ];
};

interface FormProps {
  readonly offer: KeptOffer | null;
  readonly onClose: () => void;
}

const OfferForm = ({ offer, onClose }: FormProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const create = useCommand(createOffer, { touches: [offerList] });
  const change = useCommand(changeOffer, { touches: [offerList] });
  const form = useForm({
    schema: createOffer.body,
    labels: { category: wishTexts.category, title: wishTexts.offerTitle, details: wishTexts.offerDetails },
    initial: offer === null ? {} : { category: offer.category, title: offer.title, details: offer.details },
    texts: wishProblems,
    submit: async (body) => {
      if (offer === null) await create.run({ body });
      else await change.run({ params: { id: offer.id }, body: { ...body, version: offer.version } });
      void message.success(t(wishTexts.saved));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(uiTexts.save)} label={t(wishTexts.offers)} onCancel={onClose}>
      <TextField field={form.field('title')} />
      <ChoiceField
        field={form.field('category')}
        choices={wishCategories.map((one) => ({ value: one, label: t(wishTexts[`category_${one}`]) }))}
      />
      <LongTextField field={form.field('details')} rows={4} />
    </FormFrame>
  );
};

/** What the own unit and those below it offer to residents. */
export const Page = (): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const [editing, setEditing] = useState<KeptOffer | 'new' | null>(null);
  const [ending, setEnding] = useState<KeptOffer | null>(null);
  const end = useCommand(endOffer, { touches: [offerList], onDone: () => setEnding(null) });
  const list = useWholeList(offerList, {});
  return (
    <Frame
      title={t(wishTexts.offers)}
      intro={t(wishTexts.offersIntro)}
      crumbs={[{ title: t(wishTexts.title), to: '/wishes' }, { title: t(wishTexts.offers) }]}
      actions={
        can('wishes.handle') && (
          <Button type="primary" onClick={() => setEditing('new')}>
            {t(wishTexts.addOffer)}
          </Button>
        )
      }
    >
      <Section flush>
        <DataTable
          name="offers"
          caption={t(wishTexts.offersCaption)}
          columns={useColumns({ onChange: setEditing, onEnd: setEnding })}
          list={list}
          rowKey={({ id }) => id}
          whenEmpty={<p>{t(wishTexts.noOffers)}</p>}
        />
      </Section>
      <Modal
        open={editing !== null}
        title={t(editing === 'new' ? wishTexts.addOffer : wishTexts.changeOffer)}
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setEditing(null)}
        destroyOnHidden
      >
        {editing !== null && <OfferForm offer={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      </Modal>
      <ConfirmDialog
        open={ending !== null}
        title={t(wishTexts.endOffer)}
        verb={t(wishTexts.endOffer)}
        busy={end.busy}
        error={end.error}
        texts={wishProblems}
        onConfirm={() => ending && end.fire({ params: { id: ending.id }, body: { version: ending.version } })}
        onClose={() => setEnding(null)}
        consequence={t(wishTexts.endOfferHint)}
      />
    </Frame>
  );
};
