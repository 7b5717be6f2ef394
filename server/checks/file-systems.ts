/**
 * What kind of file system a folder lies on, by the number that Linux gives each:
 * https://github.com/torvalds/linux/blob/master/include/uapi/linux/magic.h
 */
export type FileSystemKind = 'disk' | 'network' | 'memory' | 'container';

const KINDS: ReadonlyMap<number, { kind: FileSystemKind; name: string }> = new Map([
  [0x6969, { kind: 'network', name: 'NFS' }],
  [0x517b, { kind: 'network', name: 'SMB' }],
  [0xfe534d42, { kind: 'network', name: 'SMB' }],
  [0xff534d42, { kind: 'network', name: 'SMB' }],
  [0x01021997, { kind: 'network', name: '9p' }],
  [0x00c36400, { kind: 'network', name: 'Ceph' }],
  [0x5346414f, { kind: 'network', name: 'AFS' }],
  [0x6b414653, { kind: 'network', name: 'AFS' }],
  [0x73757245, { kind: 'network', name: 'Coda' }],
  [0x0bd00bd0, { kind: 'network', name: 'Lustre' }],
  [0x564c, { kind: 'network', name: 'NCP' }],
  [0x01021994, { kind: 'memory', name: 'tmpfs' }],
  [0x858458f6, { kind: 'memory', name: 'ramfs' }],
  [0x794c7630, { kind: 'container', name: 'overlayfs' }],
]);

/** @param type `statfs().type`; other systems than Linux count differently. */
export function fileSystemOf(
  type: number,
  platform = process.platform,
): { kind: FileSystemKind; name: string } {
  const local = { kind: 'disk', name: 'a local disk' } as const;
  return platform === 'linux' ? (KINDS.get(type) ?? local) : local;
}
