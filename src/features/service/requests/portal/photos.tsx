import type { ReactNode } from 'react';
import { formatBytes, formatMoment } from '#shared/format.ts';
import { say } from '#shared/text.ts';
import { portal, type FormState, type PortalPage, type Shown, type Visit } from '#platform/portal/page.ts';
import { Files, Form } from '#platform/portal/parts.tsx';
import { addPhotos, type FollowedPhotos } from '../photos/contract.ts';
import { photoTexts } from '../photos/messages.ts';
import { mostPhotos, photoLimits } from '../photos/rules.ts';

const path = '/requests/follow/photos';

interface AddProps {
  readonly visit: Visit;
  readonly form: FormState;
  readonly code: string;
  readonly left?: number;
}

/** A form of its own: what was written is in already, and a photo that cannot be read takes nothing with it. */
export const AddPhotos = ({ visit, form, code, left = mostPhotos }: AddProps): ReactNode => (
  <Form
    visit={visit}
    form={form}
    action={path}
    id="photos"
    hidden={{ code }}
    submit={photoTexts.add}
    labels={{ photos: photoTexts.files }}
    files
    plain
  >
    <Files
      visit={visit}
      form={form}
      name="photos"
      label={photoTexts.files}
      hint={photoTexts.hint}
      params={{ left }}
      accept="image/jpeg,image/png,image/webp"
    />
  </Form>
);

interface PhotosProps extends Omit<AddProps, 'left'> {
  readonly photos: FollowedPhotos;
}

/** The photos of a request as links, which cost nothing until they are followed, and the way to add more. */
export const Photos = ({ visit, form, code, photos: { items, left } }: PhotosProps): ReactNode => {
  const { language } = visit;
  if (items.length === 0 && left === 0) return null;
  return (
    <section className="card">
      <h2>{say(language, photoTexts.title)}</h2>
      {items.length > 0 && (
        <ul className="lines">
          {items.map(({ id, link, size, at }, place) => (
            <li key={id}>
              <a href={`/api/requests/follow/photos/${link}`}>
                {say(language, photoTexts.line, {
                  number: place + 1,
                  size: formatBytes(language, size),
                  at: formatMoment(language, at),
                })}
              </a>
            </li>
          ))}
        </ul>
      )}
      {left > 0 && <AddPhotos visit={visit} form={form} code={code} left={left} />}
    </section>
  );
};

/** What photos are posted to; `after` and `again` show the request. */
export const photoForm = (
  after: (visit: Visit, code: string, said: string) => Promise<Shown>,
  again: Pick<PortalPage, 'show'>,
) =>
  portal.form({
    path,
    endpoint: addPhotos,
    files: { name: 'photos', maxBytes: photoLimits.together, tooLarge: 'requests.photo_files' },
    input: ({ code }, files) => ({ body: { code, photos: files.map((file) => file.toString('base64')) } }),
    done: (_reply, visit, { code = '' }) => after(visit, code, say(visit.language, photoTexts.added)),
    again,
  });
