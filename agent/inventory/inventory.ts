import * as z from 'zod';

/** Slow facts of a machine. Serial numbers stay in it and never become labels. */
export const Inventory = z.object({
  machine: z.object({
    manufacturer: z.string(),
    model: z.string(),
    serial: z.string(),
    isVirtual: z.boolean(),
  }),
  cpu: z.object({ brand: z.string(), cores: z.number(), sockets: z.number() }),
  memoryModules: z.array(
    z.object({ sizeBytes: z.number(), type: z.string(), manufacturer: z.string().optional() }),
  ),
  disks: z.array(
    z.object({
      device: z.string(),
      type: z.string(),
      model: z.string(),
      sizeBytes: z.number(),
      serial: z.string(),
    }),
  ),
  os: z.object({
    distribution: z.string(),
    release: z.string(),
    kernel: z.string(),
    arch: z.string(),
  }),
});
export type Inventory = z.infer<typeof Inventory>;
