import { Button as Base } from 'antd-mobile';
import type { ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  readonly onClick?: () => void;
  /** One filled button a screen; the others are outlined. */
  readonly filled?: boolean;
  readonly submit?: boolean;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly label?: string;
}

/** A button over the whole width, tall enough for a thumb. */
export const Button = ({
  children,
  onClick,
  filled = false,
  submit = false,
  busy = false,
  disabled = false,
  label,
}: Props): ReactNode => (
  <Base
    block
    type={submit ? 'submit' : 'button'}
    color={filled ? 'primary' : 'default'}
    loading={busy}
    disabled={disabled}
    {...(label ? { 'aria-label': label } : {})}
    {...(onClick ? { onClick } : {})}
  >
    {children}
  </Base>
);
