import { Button, type ButtonProps } from 'antd';
import type { ReactNode } from 'react';
import { type To, useHref, useLinkClickHandler } from 'react-router';

interface Props extends Omit<ButtonProps, 'href' | 'onClick' | 'htmlType'> {
  readonly to: To;
  /** Kept with the place that is left for, not in its address. */
  readonly state?: unknown;
}

/** A link that looks like a button: opens in a new tab where asked to, and without a reload where not. */
export const LinkButton = ({ to, state, ...look }: Props): ReactNode => {
  const href = useHref(to);
  const onClick = useLinkClickHandler<HTMLElement>(to, { state });
  return <Button {...look} href={href} onClick={(event) => onClick(event)} />;
};
