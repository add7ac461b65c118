import { z } from 'zod';

/** Who may do what stands in docs/operations.md; the first three exclude each other. */
export const roles = [
  'system_admin',
  'security_admin',
  'audit_admin',
  'operator',
  'approver',
  'viewer',
  'hospital_viewer',
] as const;
export type Role = (typeof roles)[number];

/** `POST /api/v1/sign-in` */
export const SignIn = z.strictObject({
  login: z.string().min(1).max(64),
  password: z.string().min(1).max(512),
  /** Six digits of the authenticator app. */
  code: z.string().min(6).max(16),
});
export type SignIn = z.infer<typeof SignIn>;

/** `GET /api/v1/me`, and the answer to a sign-in. */
export const Me = z.object({
  /** False where the center asks nobody to sign in. */
  signInNeeded: z.boolean(),
  login: z.string(),
  name: z.string(),
  role: z.enum(roles),
  districts: z.array(z.string()),
  hospital: z.string().nullable(),
});
export type Me = z.infer<typeof Me>;
