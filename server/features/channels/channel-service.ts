import { type Clock, instantOf } from '#server/clock.ts';
import { changeRow } from '#server/rows/change-row.ts';
import { type Order, type Page, type PageRequest, takePage } from '#server/rows/page.ts';
import type { RowTarget } from '#server/rows/row-service.ts';
import type { SecretBox } from '#server/secrets/secret-box.ts';
import { AppError } from '#shared/app-error.ts';
import {
  type ChannelPatch,
  type ChannelView,
  MOST_CHANNELS,
  type NewChannel,
} from '#shared/schemas/channel-resource-schemas.ts';
import { foldText } from '#shared/text/fold-text.ts';
import type { ChannelOwner, ChannelRepository, StoredChannel } from './channel-repository.ts';
import { createChannelSettings } from './channel-settings.ts';

export type ChannelService = ReturnType<typeof createChannelService>;

const BY_NAME: Order<StoredChannel> = {
  name: 'name',
  isDescending: false,
  keyOf: ({ name }) => [0, foldText(name)],
  idOf: ({ id }) => id,
};

/** What a member keeps of how to reach them. Nobody reads a secret of it again. */
export function createChannelService({
  channels,
  secrets,
  clock,
}: {
  channels: ChannelRepository;
  secrets: SecretBox;
  clock: Clock;
}) {
  const settingsStore = createChannelSettings(secrets);
  const now = () => instantOf(clock.now());

  const rowsOf = (owner: ChannelOwner) => ({
    find: (_householdId: string, id: string) => channels.find(owner, id),
    replace: (_householdId: string, row: StoredChannel, expected: number) =>
      channels.replace(owner, row, expected),
  });

  async function findLive(owner: ChannelOwner, id: string): Promise<StoredChannel> {
    const channel = await channels.find(owner, id);
    if (!channel || channel.deletedAt !== null) throw new AppError('not-found');
    return channel;
  }

  return {
    async list(owner: ChannelOwner, request: PageRequest): Promise<Page<ChannelView>> {
      const { items, nextCursor } = takePage(await channels.list(owner), BY_NAME, request);
      return { items: items.map(viewOf), nextCursor };
    },

    async get(owner: ChannelOwner, id: string): Promise<ChannelView> {
      return viewOf(await findLive(owner, id));
    },

    async create(
      owner: ChannelOwner,
      id: string,
      { name, settings }: NewChannel,
    ): Promise<ChannelView> {
      const present = await channels.list(owner);
      if (present.length >= MOST_CHANNELS && !present.some((each) => each.id === id)) {
        throw new AppError('conflict', {
          detail: `There are ${MOST_CHANNELS} channels already: delete one first`,
        });
      }
      const at = now();
      const channel: StoredChannel = {
        id,
        version: 1,
        name,
        ...settingsStore.store(owner, id, settings),
        faultAt: null,
        faultWords: null,
        createdAt: at,
        updatedAt: at,
        deletedAt: null,
      };
      const outcome = await channels.insert(owner, channel);
      // A request that is repeated after a crash finds what its first attempt stored.
      return viewOf(outcome === 'exists' ? await findLive(owner, id) : channel);
    },

    /** What the service said of the settings before is forgotten with them. */
    async patch(
      owner: ChannelOwner,
      target: RowTarget,
      { name, settings }: ChannelPatch,
    ): Promise<ChannelView> {
      const change = (channel: StoredChannel): StoredChannel => ({
        ...channel,
        ...(name !== undefined && { name }),
        ...(settings && {
          ...settingsStore.change(owner, channel, settings),
          faultAt: null,
          faultWords: null,
        }),
        updatedAt: now(),
      });
      const { householdId } = owner;
      return viewOf(await changeRow(rowsOf(owner), { householdId, ...target, change }));
    },

    /** Into the trash. */
    async remove(owner: ChannelOwner, target: RowTarget): Promise<void> {
      const change = (channel: StoredChannel): StoredChannel => ({
        ...channel,
        deletedAt: now(),
        updatedAt: now(),
      });
      await changeRow(rowsOf(owner), { householdId: owner.householdId, ...target, change });
    },

    async restore(owner: ChannelOwner, target: RowTarget): Promise<ChannelView> {
      const change = (channel: StoredChannel): StoredChannel =>
        channel.deletedAt === null ? channel : { ...channel, deletedAt: null, updatedAt: now() };
      const { householdId } = owner;
      return viewOf(
        await changeRow(rowsOf(owner), { householdId, ...target, change, reach: 'trash' }),
      );
    },
  };
}

function viewOf(channel: StoredChannel): ChannelView {
  const { faultAt, faultWords } = channel;
  return {
    id: channel.id,
    version: channel.version,
    name: channel.name,
    kind: channel.kind,
    settings: JSON.parse(channel.settings),
    secrets: Object.keys(JSON.parse(channel.secrets)),
    fault: faultAt !== null && faultWords !== null ? { at: faultAt, words: faultWords } : null,
    createdAt: channel.createdAt,
    updatedAt: channel.updatedAt,
  };
}
