import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import {
  claimWish,
  listWish,
  oneWish,
  refuseWish,
  releaseWish,
  wishDone,
  wishList,
  type WishView,
} from '../../contract.ts';
import { wishProblems, wishTexts } from '../../messages.ts';
import type { UnitAct } from '../../rules.ts';

interface Props {
  readonly wish: WishView;
  readonly onClose: () => void;
}

type PlainAct = Exclude<UnitAct, 'refuse'>;
const endpoints = { list: listWish, claim: claimWish, release: releaseWish, done: wishDone } as const;
/** A button that says what it leads to, and a form that says what is done. */
const verbs = {
  list: wishTexts.list,
  claim: wishTexts.claim,
  release: wishTexts.release,
  done: wishTexts.done,
  refuse: wishTexts.refuse,
} as const;

const touched = [wishList, oneWish] as const;

/** What is said with an act, in one field. */
const WordsForm = ({ act, wish, onClose }: Props & { readonly act: PlainAct }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(endpoints[act], { touches: touched });
  const form = useForm({
    schema: endpoints[act].body.pick({ words: true }),
    labels: { words: wishTexts[`${act}Words`] },
    texts: wishProblems,
    submit: async ({ words }) => {
      await run({ params: { id: wish.id }, body: { words, version: wish.version } });
      void message.success(t(wishTexts.saved));
      onClose();
    },
  });
  const verb = t(verbs[act]);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <p>{t(wishTexts[`${act}Hint`])}</p>
      <LongTextField field={form.field('words')} rows={4} />
    </FormFrame>
  );
};

const RefuseForm = ({ wish, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(refuseWish, { touches: touched });
  const form = useForm({
    schema: refuseWish.body.pick({ words: true, way: true }),
    labels: { words: wishTexts.refuseWords, way: wishTexts.refuseWay },
    texts: wishProblems,
    submit: async (body) => {
      await run({ params: { id: wish.id }, body: { ...body, version: wish.version } });
      void message.success(t(wishTexts.saved));
      onClose();
    },
  });
  const verb = t(wishTexts.refuse);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose} grave>
      <p>{t(wishTexts.refuseHint)}</p>
      <LongTextField field={form.field('words')} rows={3} />
      <LongTextField field={form.field('way')} rows={3} />
    </FormFrame>
  );
};

/** What is written about a wish: to the one who wished, or in public. */
export const ActDialog = ({ act, ...props }: Props & { readonly act: UnitAct | null }): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={act !== null}
      title={act && t(wishTexts[`${act}Title`])}
      footer={null}
      mask={{ closable: false }}
      onCancel={props.onClose}
      destroyOnHidden
    >
      {act === 'refuse' && <RefuseForm {...props} />}
      {act !== null && act !== 'refuse' && <WordsForm key={act} act={act} {...props} />}
    </Modal>
  );
};
