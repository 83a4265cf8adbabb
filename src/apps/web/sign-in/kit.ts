import type { ComponentType, ReactNode } from 'react';
import type { Field } from '#ui/field.ts';
import type { FormStatus } from '#ui/form-status.ts';
import type { Texts } from '#ui/problem-text.ts';

interface TextProps {
  readonly field: Field<string>;
  readonly hint?: ReactNode;
  readonly autoComplete?: string;
  readonly inputMode?: 'text' | 'numeric';
}

/** The parts that the sign-in needs from a shell's design system; office and phone have them alike. */
export interface SignInKit {
  readonly FormFrame: ComponentType<{
    form: FormStatus;
    verb: string;
    label: string;
    block?: boolean;
    children: ReactNode;
  }>;
  readonly TextField: ComponentType<TextProps>;
  readonly PasswordField: ComponentType<TextProps>;
  readonly Loading: ComponentType<{ lines?: number }>;
  readonly ErrorNotice: ComponentType<{ error: Error; onAgain?: (() => void) | undefined; texts?: Texts }>;
  readonly QrCode: ComponentType<{ value: string }> | null;
}
