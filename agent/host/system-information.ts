import { cpu, diskLayout, memLayout, osInfo, system } from 'systeminformation';
import type { Inventory } from '../inventory/inventory.ts';

/**
 * Slow facts of the machine by the library systeminformation: it starts shells and reads for seconds, so only the
 * inventory process calls it, once an hour, and its memory goes back when that ends.
 */
export async function readInventory(): Promise<Inventory> {
  const [machine, processor, memory, disks, os] = await Promise.all([
    system(),
    cpu(),
    memLayout(),
    diskLayout(),
    osInfo(),
  ]);
  return {
    machine: {
      manufacturer: machine.manufacturer,
      model: machine.model,
      serial: machine.serial,
      isVirtual: machine.virtual,
    },
    cpu: { brand: processor.brand, cores: processor.cores, sockets: processor.processors },
    memoryModules: memory.map(({ size, type, manufacturer }) => ({
      sizeBytes: size,
      type,
      manufacturer,
    })),
    disks: disks.map(({ device, type, name, size, serialNum }) => ({
      device,
      type,
      model: name,
      sizeBytes: size ?? 0,
      serial: serialNum,
    })),
    os: { distribution: os.distro, release: os.release, kernel: os.kernel, arch: os.arch },
  };
}
