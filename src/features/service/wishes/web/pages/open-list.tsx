import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { claimListedWish, wishList } from '../../contract.ts';
import { wishProblems, wishTexts } from '../../messages.ts';
import { openWishes, type OpenWish } from '../../offers/contract.ts';

const ClaimForm = ({ wish, onClose }: { readonly wish: OpenWish; readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { run } = useCommand(claimListedWish, { touches: [wishList, openWishes] });
  const form = useForm({
    schema: claimListedWish.body,
    labels: { words: wishTexts.claimWords },
    texts: wishProblems,
    submit: async (body) => {
      await run({ params: { id: wish.id }, body });
      void message.success(t(wishTexts.saved));
      onClose();
      void navigate(`/wishes/${wish.id}`);
    },
  });
  const verb = t(wishTexts.claim);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <p>{t(wishTexts.claimHint)}</p>
      <LongTextField field={form.field('words')} rows={4} />
    </FormFrame>
  );
};

/** Wishes of the whole county that wait for a unit, in words that name nobody. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { can } = useSession();
  const [claiming, setClaiming] = useState<OpenWish | null>(null);
  const { data, error, isPending, refetch } = useApi(openWishes, {});
  const waiting = (data?.waiting ?? []).filter(({ state }) => state === 'listed');
  return (
    <Frame
      title={t(wishTexts.openList)}
      intro={t(wishTexts.openListIntro)}
      crumbs={[{ title: t(wishTexts.title), to: '/wishes' }, { title: t(wishTexts.openList) }]}
    >
      <Section>
        <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
          {() => (
            <PlainTable
              caption={t(wishTexts.openList)}
              rows={waiting}
              rowKey={({ id }) => id}
              empty={t(wishTexts.openListEmpty)}
              columns={[
                { key: 'words', title: t(wishTexts.publicWords), render: ({ words }) => words },
                {
                  key: 'category',
                  title: t(wishTexts.category),
                  render: ({ category }) => t(wishTexts[`category_${category}`]),
                },
                { key: 'area', title: t(wishTexts.area), render: ({ areaName }) => areaName },
                { key: 'on', title: t(wishTexts.listedOn), render: ({ listedOn }) => format.day(listedOn) },
              ]}
              {...(can('wishes.handle')
                ? {
                    renderActions: (wish: OpenWish) => (
                      <Button
                        size="small"
                        aria-label={t(wishTexts.claimOf, { words: wish.words })}
                        onClick={() => setClaiming(wish)}
                      >
                        {t(wishTexts.claim)}
                      </Button>
                    ),
                  }
                : {})}
            />
          )}
        </StateView>
      </Section>
      <Modal
        open={claiming !== null}
        title={t(wishTexts.claimTitle)}
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setClaiming(null)}
        destroyOnHidden
      >
        {claiming && <ClaimForm wish={claiming} onClose={() => setClaiming(null)} />}
      </Modal>
    </Frame>
  );
};
