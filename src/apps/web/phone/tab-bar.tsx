import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { Text } from '#shared/text.ts';
import { useText } from '#ui/language.tsx';
import { shellTexts } from '../messages.ts';
import css from './tab-bar.module.css';

const icons = {
  home: 'M3 11 12 4l9 7M6 9.5V20h12V9.5',
  file: 'M6 3h9l4 4v14H6zM9 11h7M9 15h7',
  inbox: 'M4 5h16v14H4zM4 14h5l1.5 2.5h3L15 14h5M8 9l2.5 2.5L16 7',
  life: 'M5 5h14v16H5zM5 10h14M9 3v4M15 3v4M9 15l2 2 4-4',
  members:
    'M9 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.6-4 3-6 6.5-6s5.9 2 6.5 6M16 5.3a3.5 3.5 0 0 1 0 6.4M18 14.3c2 .8 3.2 2.7 3.5 5.7',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21c1-5 4-7 8-7s7 2 8 7',
} as const;

interface Tab {
  readonly to: string;
  readonly icon: keyof typeof icons;
  readonly title: Text;
}

/** Of each place the first that the role may open; what has none is left out. */
const places: readonly (readonly Tab[])[] = [
  [{ to: '/', icon: 'home', title: shellTexts.home }],
  [{ to: '/inbox', icon: 'inbox', title: shellTexts.inbox }],
  [
    { to: '/meetings', icon: 'life', title: shellTexts.lifeTab },
    { to: '/own-meetings', icon: 'life', title: shellTexts.lifeTab },
  ],
  [
    { to: '/members', icon: 'members', title: shellTexts.members },
    { to: '/file', icon: 'file', title: shellTexts.myFile },
  ],
  [{ to: '/me', icon: 'me', title: shellTexts.me }],
];

/** The places of the phone, always in reach of a thumb. A tab whose page the role may not open, or no feature gives, is left out. */
export const TabBar = ({ paths }: { paths: ReadonlySet<string> }): ReactNode => {
  const t = useText();
  return (
    <nav aria-label={t(shellTexts.menu)} className={css.bar}>
      {places
        .flatMap((place) => place.find((tab) => paths.has(tab.to)) ?? [])
        .map((tab) => (
          <NavLink key={tab.to} to={tab.to} end={tab.to === '/'} className={css.tab ?? ''}>
            <svg viewBox="0 0 24 24" aria-hidden="true" className={css.icon}>
              <path d={icons[tab.icon]} />
            </svg>
            {t.loose(tab.title)}
          </NavLink>
        ))}
    </nav>
  );
};
