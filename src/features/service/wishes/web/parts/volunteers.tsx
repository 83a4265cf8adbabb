import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { LongTextField, NumberField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { oneWish, wishList, type WishHelper, type WishView } from '../../contract.ts';
import { addHelper, decideHelper, stateHelperHours } from '../../helping/contract.ts';
import { wishProblems, wishTexts } from '../../messages.ts';
import { mayStateHours } from '../../rules.ts';
import { HelperStateTag } from './words.tsx';

const touched = [wishList, oneWish] as const;

interface Props {
  readonly wish: WishView;
  readonly helper: WishHelper;
  readonly onClose: () => void;
}

const DecideForm = ({ wish, helper, onClose, agree }: Props & { readonly agree: boolean }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(decideHelper, { touches: touched });
  const form = useForm({
    schema: decideHelper.body.pick({ words: true }),
    labels: { words: agree ? wishTexts.agreeWords : wishTexts.declineWords },
    texts: wishProblems,
    submit: async ({ words }) => {
      await run({ params: { id: wish.id, helperId: helper.id }, body: { words, agree, version: helper.version } });
      void message.success(t(wishTexts.saved));
      onClose();
    },
  });
  const verb = t(agree ? wishTexts.agree : wishTexts.decline);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <p>{t(wishTexts.agreeHint)}</p>
      <LongTextField field={form.field('words')} rows={3} />
    </FormFrame>
  );
};

const HoursForm = ({ wish, helper, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(stateHelperHours, { touches: touched });
  const form = useForm({
    schema: stateHelperHours.body.pick({ hours: true }),
    labels: { hours: wishTexts.hours },
    initial: helper.hours === null ? {} : { hours: helper.hours },
    texts: wishProblems,
    submit: async ({ hours }) => {
      await run({ params: { id: wish.id, helperId: helper.id }, body: { hours, version: helper.version } });
      void message.success(t(wishTexts.saved));
      onClose();
    },
  });
  const verb = t(wishTexts.stateHours);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <NumberField field={form.field('hours')} />
    </FormFrame>
  );
};

const AddForm = ({ wish, onClose }: Omit<Props, 'helper'>): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(addHelper, { touches: touched });
  const form = useForm({
    schema: addHelper.body,
    labels: { name: wishTexts.helper },
    texts: wishProblems,
    submit: async (body) => {
      await run({ params: { id: wish.id }, body });
      void message.success(t(wishTexts.saved));
      onClose();
    },
  });
  const verb = t(wishTexts.addHelper);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <TextField field={form.field('name')} />
    </FormFrame>
  );
};

type Open = { readonly act: 'add' } | { readonly act: 'agree' | 'decline' | 'hours'; readonly helper: WishHelper };

const titleOf = {
  add: wishTexts.addHelper,
  agree: wishTexts.agreeTitle,
  decline: wishTexts.declineTitle,
  hours: wishTexts.stateHours,
} as const;

const Dialog = ({
  open,
  wish,
  onClose,
}: {
  readonly open: Open | null;
  readonly wish: WishView;
  readonly onClose: () => void;
}): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={open !== null}
      title={open && t(titleOf[open.act])}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      {open?.act === 'add' && <AddForm wish={wish} onClose={onClose} />}
      {open?.act === 'hours' && <HoursForm wish={wish} helper={open.helper} onClose={onClose} />}
      {(open?.act === 'agree' || open?.act === 'decline') && (
        <DecideForm wish={wish} helper={open.helper} agree={open.act === 'agree'} onClose={onClose} />
      )}
    </Modal>
  );
};

/** Who helps with a wish: members who ask, volunteers whom the unit names, and their hours. */
export const Helpers = ({ wish }: { readonly wish: WishView }): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState<Open | null>(null);
  const acts = (helper: WishHelper): ReactNode => {
    if (helper.state === 'asked')
      return (
        <>
          <Button size="small" onClick={() => setOpen({ act: 'agree', helper })}>
            {t(wishTexts.agree)}
          </Button>{' '}
          <Button size="small" onClick={() => setOpen({ act: 'decline', helper })}>
            {t(wishTexts.decline)}
          </Button>
        </>
      );
    return !helper.member && mayStateHours(helper.state, wish.state) ? (
      <Button size="small" onClick={() => setOpen({ act: 'hours', helper })}>
        {t(wishTexts.stateHours)}
      </Button>
    ) : null;
  };
  return (
    <Section
      title={t(wishTexts.helpers)}
      actions={wish.can.help && <Button onClick={() => setOpen({ act: 'add' })}>{t(wishTexts.addHelper)}</Button>}
    >
      <p>{t(wishTexts.helpersHint)}</p>
      <PlainTable
        caption={t(wishTexts.helpers)}
        rows={wish.helpers}
        rowKey={({ id }) => id}
        empty={t(wishTexts.noHelpers)}
        columns={[
          { key: 'name', title: t(wishTexts.helper), render: ({ name }) => name },
          { key: 'state', title: t(wishTexts.state), render: ({ state }) => <HelperStateTag state={state} /> },
          {
            key: 'hours',
            title: t(wishTexts.hours),
            render: ({ hours }) => (hours === null ? '–' : t(wishTexts.hoursOf, { hours })),
          },
        ]}
        renderActions={acts}
      />
      <Dialog open={open} wish={wish} onClose={() => setOpen(null)} />
    </Section>
  );
};
