/** Number of each system call, `[x86-64, arm64]`; null: that architecture has no such call. From Linux's unistd headers. */
type Numbers = readonly [x64: number | null, arm64: number | null];

/** What every sandboxed program needs, measured with workerd: everything that is in none of these tables is refused with EPERM. */
export const ALLOWED_SYSCALLS = {
  read: [0, 63], write: [1, 64], readv: [19, 65], writev: [20, 66], pread64: [17, 67], close: [3, 57], fstat: [5, 80], stat: [4, null],
  lstat: [6, null], newfstatat: [262, 79], statx: [332, 291], lseek: [8, 62], munmap: [11, 215], mprotect: [10, 226], mremap: [25, 216],
  madvise: [28, 233], brk: [12, 214], mincore: [27, 232], rt_sigaction: [13, 134], rt_sigprocmask: [14, 135], rt_sigreturn: [15, 139],
  sigaltstack: [131, 132], rt_sigtimedwait: [128, 137], fcntl: [72, 25], access: [21, null], faccessat: [269, 48], faccessat2: [439, 439],
  readlink: [89, null], readlinkat: [267, 78], getcwd: [79, 17], getdents64: [217, 61], dup: [32, 23], dup2: [33, null], dup3: [292, 24],
  pipe: [22, null], pipe2: [293, 59], eventfd2: [290, 19], epoll_create1: [291, 20], epoll_ctl: [233, 21], epoll_wait: [232, null],
  epoll_pwait: [281, 22], epoll_pwait2: [441, 441], poll: [7, null], ppoll: [271, 73], select: [23, null], timerfd_create: [283, 85],
  timerfd_settime: [286, 86], timerfd_gettime: [287, 87], futex: [202, 98], sched_yield: [24, 124], sched_getaffinity: [204, 123],
  sched_getparam: [143, 121], sched_getscheduler: [145, 120], nanosleep: [35, 101], clock_nanosleep: [230, 115], clock_gettime: [228, 113],
  clock_getres: [229, 114], gettimeofday: [96, 169], time: [201, null], getpid: [39, 172], gettid: [186, 178], getuid: [102, 174],
  geteuid: [107, 175], getgid: [104, 176], getegid: [108, 177], uname: [63, 160], sysinfo: [99, 179], getrandom: [318, 278], getrlimit: [97, 163],
  arch_prctl: [158, null], set_tid_address: [218, 96], set_robust_list: [273, 99], rseq: [334, 293], membarrier: [324, 283], tgkill: [234, 131],
  exit: [60, 93], exit_group: [231, 94], restart_syscall: [219, 128], execve: [59, 221], bind: [49, 200], listen: [50, 201], accept4: [288, 242],
  accept: [43, 202], connect: [42, 203], shutdown: [48, 210], getsockopt: [55, 209], setsockopt: [54, 208], getsockname: [51, 204],
  getpeername: [52, 205], sendto: [44, 206], recvfrom: [45, 207], sendmsg: [46, 211], recvmsg: [47, 212], pkey_alloc: [330, 289],
  pkey_free: [331, 290], pkey_mprotect: [329, 288], getrusage: [98, 165], times: [100, 153], fstatfs: [138, 44], statfs: [137, 43],
  // bubblewrap's own process waits for the program behind the same filter.
  wait4: [61, 260],
} as const satisfies Record<string, Numbers>;

/** For compilers only, whose directory goes with them: a runtime makes and changes no file, so it can fill no disk and no tmpfs. */
export const TOOL_SYSCALLS = {
  pwrite64: [18, 68], signalfd4: [289, 74], sched_setscheduler: [144, 119], link: [86, null], linkat: [265, 37], mkdir: [83, null],
  mkdirat: [258, 34], rename: [82, null], renameat: [264, 38], renameat2: [316, 276], rmdir: [84, null], unlink: [87, null], unlinkat: [263, 35],
  fallocate: [285, 47], ftruncate: [77, 46], copy_file_range: [326, 285], utimensat: [280, 88], memfd_create: [319, 279], fsync: [74, 82],
  fdatasync: [75, 83], flock: [73, 32], fchmod: [91, 52], umask: [95, 166],
} as const satisfies Record<string, Numbers>;

/** Allowed for some arguments only, or refused in a special way: see seccomp.ts. */
export const GUARDED_SYSCALLS = {
  clone: [56, 220], clone3: [435, 435], socket: [41, 198], socketpair: [53, 199], ioctl: [16, 29], prctl: [157, 167], prlimit64: [302, 261],
  mmap: [9, 222], openat: [257, 56], open: [2, null],
} as const satisfies Record<string, Numbers>;

/** Refused: named for the attacks that try them, and for the launcher, which runs before the filter is loaded. */
export const REFUSED_SYSCALLS = {
  ptrace: [101, 117], process_vm_readv: [310, 270], process_vm_writev: [311, 271], kcmp: [312, 272], mount: [165, 40], umount2: [166, 39],
  pivot_root: [155, 41], move_mount: [429, 429], fsopen: [430, 430], open_tree: [428, 428], chroot: [161, 51], unshare: [272, 97], setns: [308, 268],
  setuid: [105, 146], setgid: [106, 144], setresuid: [117, 147], setgroups: [116, 159], capset: [126, 91], kill: [62, 129], tkill: [200, 130],
  rt_sigqueueinfo: [129, 138], pidfd_open: [434, 434], pidfd_send_signal: [424, 424], pidfd_getfd: [438, 438], keyctl: [250, 219],
  add_key: [248, 217], request_key: [249, 218], bpf: [321, 280], perf_event_open: [298, 241], io_uring_setup: [425, 425], io_uring_enter: [426, 426],
  io_uring_register: [427, 427], userfaultfd: [323, 282], personality: [135, 92], open_by_handle_at: [304, 265], name_to_handle_at: [303, 264],
  mknod: [133, null], mknodat: [259, 33], symlink: [88, null], symlinkat: [266, 36], execveat: [322, 281], kexec_load: [246, 104],
  init_module: [175, 105], finit_module: [313, 273], reboot: [169, 142], swapon: [167, 224], settimeofday: [164, 170], clock_settime: [227, 112],
  sethostname: [170, 161], syslog: [103, 116], acct: [163, 89], quotactl: [179, 60], iopl: [172, null], ioperm: [173, null],
  fanotify_init: [300, 262], inotify_init1: [294, 26], setpriority: [141, 140], sched_setaffinity: [203, 122], setsid: [112, 157], fork: [57, null],
  vfork: [58, null], getppid: [110, 173], landlock_create_ruleset: [444, 444], landlock_add_rule: [445, 445], landlock_restrict_self: [446, 446],
  seccomp: [317, 277], shmget: [29, 194], msgget: [68, 186], semget: [64, 190], mq_open: [240, 180], vmsplice: [278, 75], splice: [275, 76],
  memfd_secret: [447, 447], process_madvise: [440, 440], migrate_pages: [256, 238], move_pages: [279, 239], set_mempolicy: [238, 237],
  fchownat: [260, 54], fchmodat: [268, 53], setxattr: [188, 5], creat: [85, null], truncate: [76, 45],
} as const satisfies Record<string, Numbers>;

export const allSyscalls = { ...ALLOWED_SYSCALLS, ...TOOL_SYSCALLS, ...GUARDED_SYSCALLS, ...REFUSED_SYSCALLS } as const satisfies Record<string, Numbers>;
export type SyscallName = keyof typeof allSyscalls;
