import { z } from 'zod';
import { levels, roles } from '../catalog/labels.ts';

/** One entry of Prometheus' http_sd format: a target and its labels. */
export const TargetGroup = z.strictObject({
  targets: z.array(z.string()).length(1),
  labels: z.record(z.string(), z.string()),
});
export type TargetGroup = z.infer<typeof TargetGroup>;

/** The labels of an agent, from the registry and from nowhere else. */
export const AgentLabels = z.strictObject({
  server: z.string(),
  hospital: z.string(),
  district: z.string(),
  level: z.enum(levels),
  role: z.enum(roles),
});
export type AgentLabels = z.infer<typeof AgentLabels>;
