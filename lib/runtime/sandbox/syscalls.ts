/** Number of each system call, `[x86-64, arm64]`; null: that architecture has no such call. From Linux's unistd headers. */
type Numbers = readonly [x64: number | null, arm64: number | null];

/** What workerd, Node and the TypeScript compiler need, measured; everything else is refused with EPERM. */
export const ALLOWED_SYSCALLS: Readonly<Record<string, Numbers>> = {
  read: [0, 63], write: [1, 64], readv: [19, 65], writev: [20, 66], pread64: [17, 67], pwrite64: [18, 68], openat: [257, 56], open: [2, null],
  close: [3, 57], fstat: [5, 80], stat: [4, null], lstat: [6, null], newfstatat: [262, 79], statx: [332, 291], lseek: [8, 62], mmap: [9, 222],
  munmap: [11, 215], mprotect: [10, 226], mremap: [25, 216], madvise: [28, 233], brk: [12, 214], mincore: [27, 232], rt_sigaction: [13, 134],
  rt_sigprocmask: [14, 135], rt_sigreturn: [15, 139], sigaltstack: [131, 132], rt_sigtimedwait: [128, 137], ioctl: [16, 29], fcntl: [72, 25],
  access: [21, null], faccessat: [269, 48], faccessat2: [439, 439], readlink: [89, null], readlinkat: [267, 78], getcwd: [79, 17],
  getdents64: [217, 61], dup: [32, 23], dup2: [33, null], dup3: [292, 24], pipe: [22, null], pipe2: [293, 59], eventfd2: [290, 19],
  epoll_create1: [291, 20], epoll_ctl: [233, 21], epoll_wait: [232, null], epoll_pwait: [281, 22], epoll_pwait2: [441, 441], poll: [7, null],
  ppoll: [271, 73], select: [23, null], timerfd_create: [283, 85], timerfd_settime: [286, 86], timerfd_gettime: [287, 87], signalfd4: [289, 74],
  futex: [202, 98], sched_yield: [24, 124], sched_getaffinity: [204, 123], sched_getparam: [143, 121], sched_getscheduler: [145, 120],
  sched_setscheduler: [144, 119], nanosleep: [35, 101], clock_nanosleep: [230, 115], clock_gettime: [228, 113], clock_getres: [229, 114],
  gettimeofday: [96, 169], time: [201, null], getpid: [39, 172], gettid: [186, 178], getuid: [102, 174], geteuid: [107, 175], getgid: [104, 176],
  getegid: [108, 177], uname: [63, 160], sysinfo: [99, 179], getrandom: [318, 278], getrlimit: [97, 163], prlimit64: [302, 261], prctl: [157, 167],
  arch_prctl: [158, null], set_tid_address: [218, 96], set_robust_list: [273, 99], rseq: [334, 293], membarrier: [324, 283], tgkill: [234, 131],
  exit: [60, 93], exit_group: [231, 94], restart_syscall: [219, 128], execve: [59, 221], bind: [49, 200], listen: [50, 201], accept4: [288, 242],
  accept: [43, 202], connect: [42, 203], shutdown: [48, 210], getsockopt: [55, 209], setsockopt: [54, 208], getsockname: [51, 204],
  getpeername: [52, 205], sendto: [44, 206], recvfrom: [45, 207], sendmsg: [46, 211], recvmsg: [47, 212], pkey_alloc: [330, 289],
  pkey_free: [331, 290], pkey_mprotect: [329, 288], fsync: [74, 82], fdatasync: [75, 83], ftruncate: [77, 46], unlink: [87, null],
  unlinkat: [263, 35], rename: [82, null], renameat: [264, 38], renameat2: [316, 276], mkdir: [83, null], mkdirat: [258, 34], umask: [95, 166],
  fchmod: [91, 52], fallocate: [285, 47], flock: [73, 32], getrusage: [98, 165], times: [100, 153], memfd_create: [319, 279],
  copy_file_range: [326, 285], wait4: [61, 260], rmdir: [84, null], utimensat: [280, 88], fstatfs: [138, 44], statfs: [137, 43], link: [86, null],
  linkat: [265, 37],
};

/** Calls that are allowed for some arguments only, or refused in a special way: see seccomp.ts. */
export const GUARDED_SYSCALLS = {
  clone: [56, 220],
  clone3: [435, 435],
  socket: [41, 198],
  socketpair: [53, 199],
} as const satisfies Record<string, Numbers>;
