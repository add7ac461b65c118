import type { ReferenceServer } from './server/reference-server.ts';
import type { World } from './world.ts';

const beatMs = 5000;

/** Who serves: the primary one as long as it can, else the standby one. They copy their tables to each other. */
export class Pair {
  readonly #world: World;
  readonly #primary: ReferenceServer;
  readonly #standby: ReferenceServer | undefined;
  /** Since when the primary one cannot settle, and since when it can again. */
  #lostSinceMs: number | undefined;
  #backSinceMs: number | undefined;

  constructor(world: World, [primary, standby]: readonly ReferenceServer[]) {
    if (primary === undefined) throw new Error('servers: expected one or two, got none');
    this.#world = world;
    this.#primary = primary;
    this.#standby = standby;
  }

  /** Looks every five seconds from now on. */
  watch(): void {
    this.#world.agenda.every(beatMs, () => this.beat());
  }

  async beat(): Promise<void> {
    await this.#replicate();
    if (this.#standby === undefined) {
      this.#primary.isActive = this.#primary.isOn && !this.#primary.conditions.staysIdle;
      return;
    }
    this.#choose(this.#primary, this.#standby);
    for (const server of [this.#primary, this.#standby]) {
      if (server.conditions.servesAnyway) server.isActive = server.isOn;
      if (server.conditions.staysIdle) server.isActive = false;
    }
  }

  #choose(primary: ReferenceServer, standby: ReferenceServer): void {
    const { nowMs } = this.#world.agenda;
    const { failoverSeconds, failbackSeconds } = this.#world.config.rules;
    if (primary.canSettle) {
      this.#lostSinceMs = undefined;
      this.#backSinceMs ??= nowMs;
    } else {
      this.#backSinceMs = undefined;
      this.#lostSinceMs ??= nowMs;
    }
    const isLost = nowMs - (this.#lostSinceMs ?? nowMs) >= failoverSeconds * 1000;
    const isBack = nowMs - (this.#backSinceMs ?? nowMs) >= failbackSeconds * 1000;
    const canTakeOver = standby.canSettle && standby.services.isRunning('ha_agent');
    if (isLost && canTakeOver && !standby.isActive) {
      primary.isActive = false;
      standby.isActive = true;
      this.#world.log.info('the standby server takes over', { server: standby.id });
    }
    const isServedByStandby = standby.isActive && standby.canSettle;
    if (primary.canSettle && !primary.isActive && (isBack || !isServedByStandby)) {
      standby.isActive = false;
      primary.isActive = true;
      this.#world.log.info('the primary server serves again', { server: primary.id });
    }
    if (primary.isActive && primary.canSettle) standby.isActive = false; // also after both have served
    if (standby.isActive && !standby.isOn) standby.isActive = false;
  }

  async #replicate(): Promise<void> {
    if (this.#standby === undefined) return;
    await this.#copy(this.#primary, this.#standby);
    await this.#copy(this.#standby, this.#primary);
  }

  async #copy(from: ReferenceServer, to: ReferenceServer): Promise<void> {
    if (!from.isOn || !from.isTableOpen || !to.isTableOpen) return;
    const canCopy = [from, to].every(
      ({ isOn, services, conditions }) =>
        isOn &&
        services.isRunning('ha_agent') &&
        services.isRunning('db') &&
        !conditions.replicationStopped,
    );
    if (canCopy) await from.table.copyChangesTo(to.table);
    if (from.table.changes === 0) from.behindSinceMs = undefined;
    else from.behindSinceMs ??= this.#world.agenda.nowMs;
  }
}
