import { App, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { codeTables, labelOf } from '#features/base/members/codes.ts';
import { useLanguage, useText } from '#ui/language.tsx';
import { ChoiceField, DayField, FieldGrid, FindField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import {
  accountById,
  accountList,
  accountPosts,
  accountReview,
  type AccountView,
  giveGrant,
  grantPlaces,
} from '../../administration/contract.ts';
import { adminTexts } from '../../administration/messages.ts';
import { roles } from '../../permissions/rules.ts';
import { accountTexts } from './account-fields.ts';
import { useRoleLabel } from './words.tsx';

interface Props {
  readonly account: AccountView;
  readonly open: boolean;
  readonly onClose: () => void;
}

const labels = {
  role: adminTexts.role,
  organisationId: adminTexts.organisation,
  postHoldingId: adminTexts.post,
  from: adminTexts.from,
  to: adminTexts.to,
  reason: adminTexts.reason,
};

const GrantForm = ({ account, onClose }: Omit<Props, 'open'>): ReactNode => {
  const t = useText();
  const { language } = useLanguage();
  const roleLabel = useRoleLabel();
  const { message } = App.useApp();
  const [typed, setTyped] = useState('');
  const params = { id: account.id };
  const { run } = useCommand(giveGrant, { touches: [accountList, accountReview, [accountById, { params }]] });
  const form = useForm({
    schema: giveGrant.body,
    labels,
    texts: accountTexts,
    submit: async (body) => {
      await run({ params, body });
      void message.success(t(adminTexts.given));
      onClose();
    },
  });
  const { role, organisationId } = form.values;
  const places = useApi(
    grantPlaces,
    { query: { role: role ?? 'member', ...(typed ? { search: typed } : {}) } },
    { enabled: Boolean(role), keep: true },
  );
  const posts = useApi(accountPosts, { params });
  const held = (posts.data?.items ?? []).filter(
    (post) => post.organisationId === organisationId && role && post.roles.includes(role),
  );
  const chosenRole = form.field('role');
  return (
    <FormFrame form={form} verb={t(adminTexts.give)} label={t(adminTexts.give)} onCancel={onClose}>
      <p>{t(adminTexts.giveHint)}</p>
      <ChoiceField
        field={{
          ...chosenRole,
          // Another role hangs on other organisations.
          onChange: (next) => form.set({ role: next, organisationId: undefined, postHoldingId: undefined }),
        }}
        choices={roles.map((one) => ({ value: one, label: roleLabel(one) }))}
      />
      <FindField
        field={{ ...form.field('organisationId'), disabled: !role }}
        finding={places.isFetching}
        onFind={setTyped}
        choices={(places.data?.items ?? []).map(({ id, name, parentName }) => ({
          value: id,
          label: parentName ? `${name}（${parentName}）` : name,
        }))}
      />
      {held.length > 0 && (
        <ChoiceField
          field={form.field('postHoldingId')}
          hint={t(adminTexts.postHint)}
          choices={held.map(({ id, organisationName, post }) => ({
            value: id,
            label: t(adminTexts.postLine, {
              organisation: organisationName,
              post: labelOf(codeTables.partyPost, post, language),
            }),
          }))}
        />
      )}
      <FieldGrid>
        <DayField field={form.field('from')} hint={t(adminTexts.fromHint)} />
        <DayField field={form.field('to')} hint={t(adminTexts.toHint)} />
      </FieldGrid>
      <TextField field={form.field('reason')} hint={t(adminTexts.reasonHint)} />
    </FormFrame>
  );
};

export const GiveGrant = ({ open, onClose, account }: Props): ReactNode => {
  const t = useText();
  return (
    <Modal open={open} title={t(adminTexts.give)} footer={null} onCancel={onClose} destroyOnHidden>
      <GrantForm account={account} onClose={onClose} />
    </Modal>
  );
};
