import fs from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type FileInit = ReturnType<NodeFS['init']>
type OpenFile = { nfd?: number; node: object }
type NodeFiles = {
  stream_ops: { fsync?: (file: OpenFile) => number }
  realPath(node: object): string
  tryFSOperation<T>(act: () => T): T
}

/** PGlite's own NodeFS has no fsync: COMMIT returned before anything was on the disk. */
export class DurableFiles extends NodeFS {
  override async init(pglite: PGlite, options: Parameters<NodeFS['init']>[1]): FileInit {
    const { emscriptenOpts } = await super.init(pglite, options)
    const preRun = [
      ...(emscriptenOpts.preRun ?? []),
      (module: { NODEFS: unknown }) => syncFor(module.NODEFS as NodeFiles),
    ]
    return { emscriptenOpts: { ...emscriptenOpts, preRun } }
  }
}

function syncFor(files: NodeFiles): void {
  files.stream_ops.fsync = (file) =>
    files.tryFSOperation(() => {
      if (file.nfd === undefined) syncFolder(files.realPath(file.node))
      else fs.fdatasyncSync(file.nfd)
      return 0
    })
}

/** A new file is safe only when its folder's entry is. */
function syncFolder(path: string): void {
  const folder = fs.openSync(path, 'r')
  try {
    fs.fsyncSync(folder)
  } finally {
    fs.closeSync(folder)
  }
}
