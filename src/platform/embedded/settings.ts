import { totalmem } from 'node:os';

const megabyte = 1024 * 1024;
const clamp = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, Math.floor(value)));

/** Memory this process may use: the machine's, or the container's where that is less. Bytes. */
export const usableMemory = (): number => {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? limit : totalmem();
};

/** Shares of the machine for the database. The application, its worker and the page cache live on the same one. */
export const memorySettings = (bytes: number): Record<string, string> => {
  const all = bytes / megabyte;
  return {
    shared_buffers: `${clamp(64, all / 8, 1024)}MB`,
    effective_cache_size: `${clamp(256, all / 2, 16_384)}MB`,
    maintenance_work_mem: `${clamp(32, all / 32, 256)}MB`,
    work_mem: `${clamp(4, all / 512, 16)}MB`,
  };
};

/** What every embedded server runs with. A caller's own settings are laid over these. */
export const serverSettings = (bytes = usableMemory()): Record<string, string> => ({
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  ...memorySettings(bytes),
  jit: 'off',
  max_parallel_workers_per_gather: '1',
  max_parallel_workers: '2',
  random_page_cost: '1.1',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  // A backup notes the facts of the very log position it can be restored to; only logical decoding names such a position.
  wal_level: 'logical',
  max_wal_senders: '4',
  max_replication_slots: '4',
  max_logical_replication_workers: '0',
  max_slot_wal_keep_size: '16GB',
  max_wal_size: '2GB',
  min_wal_size: '128MB',
  // The servers that npm brings know pglz alone, which costs an import more time than all of its indexes do.
  wal_compression: 'off',
  TimeZone: 'UTC',
  log_timezone: 'UTC',
  default_text_search_config: 'pg_catalog.simple',
  // Statements, parameters and the details of errors hold people's data: the log gets none of them.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
});

/** One line of postgresql.conf. */
export const settingLine = (name: string, value: string): string => {
  if (!/^[A-Za-z_][\w.]*$/.test(name) || /[\n\r\0]/.test(value)) throw new Error(`not a server setting: ${name}`);
  return `${name} = '${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
};
