import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Reply } from '#shared/endpoint.ts';
import { useText } from '#ui/language.tsx';
import { FieldGrid, NumberField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { areaPoints, placeArea } from '../../contract.ts';
import { exchangeTexts } from '../../messages.ts';

type Area = Reply<typeof areaPoints>['items'][number];

const PlaceForm = ({ area, onClose }: { area: Area; onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(placeArea, { touches: [areaPoints] });
  const { lat, long } = area;
  const form = useForm({
    schema: placeArea.body,
    labels: { lat: exchangeTexts.lat, long: exchangeTexts.long },
    ...(lat === null || long === null ? {} : { initial: { lat, long } }),
    submit: async (body) => {
      await run({ params: { id: area.id }, body });
      void message.success(t(exchangeTexts.placed));
      onClose();
    },
  });
  const verb = t(exchangeTexts.place);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <FieldGrid>
        <NumberField field={form.field('lat')} unit="°" />
        <NumberField field={form.field('long')} unit="°" />
      </FieldGrid>
    </FormFrame>
  );
};

/** Where the villages and communities lie, for programs that send a point. */
export const Points = (): ReactNode => {
  const t = useText();
  const [area, setArea] = useState<Area | null>(null);
  const { data, error, isPending, refetch } = useApi(areaPoints, {});
  return (
    <Section title={t(exchangeTexts.points)}>
      <p>{t(exchangeTexts.pointsHint)}</p>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={4}>
        {() => (
          <PlainTable
            caption={t(exchangeTexts.points)}
            rows={data?.items ?? []}
            rowKey={({ id }) => id}
            empty={t(exchangeTexts.noAreas)}
            columns={[
              {
                key: 'area',
                title: t(exchangeTexts.area),
                render: ({ name, under }) => (under === null ? name : `${name} · ${under}`),
              },
              {
                key: 'point',
                title: t(exchangeTexts.point),
                render: ({ lat, long }) =>
                  lat === null || long === null ? t(exchangeTexts.unknown) : `${lat.toFixed(5)}, ${long.toFixed(5)}`,
              },
            ]}
            renderActions={(one) => (
              <Button type="link" size="small" onClick={() => setArea(one)}>
                {t(exchangeTexts.place)}
              </Button>
            )}
          />
        )}
      </StateView>
      <Modal
        open={area !== null}
        title={area?.name}
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setArea(null)}
        destroyOnHidden
      >
        {area && <PlaceForm area={area} onClose={() => setArea(null)} />}
      </Modal>
    </Section>
  );
};
