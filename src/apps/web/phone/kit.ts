import { PasswordField, TextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { ErrorNotice, Loading } from '#ui/phone/state-view.tsx';
import type { SignInKit } from '../sign-in/kit.ts';

/** A phone shows no QR code to itself: the key is typed, or opened in the authenticator by its address. */
export const kit: SignInKit = { FormFrame, TextField, PasswordField, Loading, ErrorNotice, QrCode: null };
