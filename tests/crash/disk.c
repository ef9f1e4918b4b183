/* A disk that fails on command, for the tests: loaded before libc into the kiosk's process (LD_PRELOAD).
 *
 * DISK_FOLDER   only files in this folder are concerned
 * DISK_CONTROL  a file that says how the disk is, read again at every call:
 *                 "ok"       as it is
 *                 "full"     every write fails with ENOSPC
 *                 "stalled"  a flush takes until the disk is something else
 *                 "broken"   every flush fails with EIO
 *                 "die N"    the process is killed instead of its Nth call
 *                 "tear N"   the Nth call writes half of its bytes, and the process is killed
 *                 "cut N"    the power goes at the Nth call: whatever was not flushed is lost
 *                 "mix N"    the same, but some of it had reached the disk already, in any order
 *               for the last two it must say so from the process's start
 * DISK_CALLS    a file that grows by a letter a call (w rite, s ync, t runcate), so that a test sees what went through
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum mode { OK, FULL, STALLED, BROKEN, DIE, TEAR, CUT, MIX };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static long calls;

/* Where a descriptor's file is; 0 if that is not known. */
static ssize_t locate(int fd, char path[4096]) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, 4095);
    if (length < 0) length = 0;
    path[length] = 0;
    return length;
}

static int ours(int fd) {
    const char *folder = getenv("DISK_FOLDER");
    char path[4096];
    if (!folder) return 0;
    ssize_t length = locate(fd, path);
    size_t prefix = strlen(folder);
    return length > (ssize_t)prefix && !strncmp(path, folder, prefix) && path[prefix] == '/';
}

static enum mode control(long *number) {
    static const char *names[] = {"ok", "full", "stalled", "broken", "die", "tear", "cut", "mix"};
    char text[64] = "", name[16] = "";
    const char *path = getenv("DISK_CONTROL");
    int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0) : -1;
    *number = 0;
    if (fd < 0) return OK;
    ssize_t length = syscall(SYS_read, fd, text, sizeof text - 1);
    syscall(SYS_close, fd);
    if (length <= 0 || sscanf(text, "%15s %ld", name, number) < 1) return OK;
    for (int mode = OK; mode <= MIX; mode++)
        if (!strcmp(name, names[mode])) return (enum mode)mode;
    return OK;
}

static void note(char kind) {
    const char *path = getenv("DISK_CALLS");
    int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (fd < 0) return;
    syscall(SYS_write, fd, &kind, 1);
    syscall(SYS_close, fd);
}

/* A change that was not flushed: what was there before, and what came in its place. */
struct change {
    struct change *older, *newer;
    struct stat file;
    char path[4096];
    off64_t offset;
    char *before, *after;
    size_t had, count;
};

static struct change *newest;

/* Remembers what a write (or, without bytes, a truncation to `offset`) is about to change. */
static void remember(int fd, const void *from, size_t count, off64_t offset) {
    struct change *change = calloc(1, sizeof *change);
    fstat(fd, &change->file);
    locate(fd, change->path);
    size_t reach = from ? count : (size_t)(change->file.st_size > offset ? change->file.st_size - offset : 0);
    change->offset = offset;
    change->before = malloc(reach + 1);
    /* The descriptor may be for writing only. */
    int reader = (int)syscall(SYS_openat, AT_FDCWD, change->path, O_RDONLY | O_CLOEXEC, 0);
    ssize_t had = syscall(SYS_pread64, reader, change->before, reach, offset);
    syscall(SYS_close, reader);
    change->had = had > 0 ? (size_t)had : 0;
    if (from) {
        change->after = malloc(count);
        change->count = count;
        memcpy(change->after, from, count);
    }
    pthread_mutex_lock(&turn);
    change->older = newest;
    if (newest) newest->newer = change;
    newest = change;
    pthread_mutex_unlock(&turn);
}

/* The file was flushed: its changes stay. They are left out of the list, and their memory with them. */
static void flushed(int fd) {
    struct stat file;
    fstat(fd, &file);
    pthread_mutex_lock(&turn);
    for (struct change *change = newest; change; change = change->older) {
        if (change->file.st_ino != file.st_ino || change->file.st_dev != file.st_dev) continue;
        if (change->newer) change->newer->older = change->older;
        else newest = change->older;
        if (change->older) change->older->newer = change->newer;
    }
    pthread_mutex_unlock(&turn);
}

/* What a power cut leaves: the files as they were flushed, or (`mix`) with some of the later changes. */
static void cut(int mix, long seed) {
    struct change *oldest = newest;
    for (struct change *change = newest; change; oldest = change, change = change->older) {
        int fd = (int)syscall(SYS_openat, AT_FDCWD, change->path, O_RDWR | O_CLOEXEC, 0);
        if (fd < 0) continue;
        syscall(SYS_pwrite64, fd, change->before, change->had, change->offset);
        syscall(SYS_ftruncate, fd, change->file.st_size);
        syscall(SYS_close, fd);
    }
    srand((unsigned)seed);
    for (struct change *change = oldest; mix && change; change = change->newer) {
        int fd = (int)syscall(SYS_openat, AT_FDCWD, change->path, O_RDWR | O_CLOEXEC, 0);
        if (fd < 0) continue;
        if (rand() % 2 && change->after) syscall(SYS_pwrite64, fd, change->after, change->count, change->offset);
        syscall(SYS_close, fd);
    }
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* Counts a call and says what is to become of it; dies if that is its fate. `half` writes half of the bytes. */
static enum mode fate(char kind, void (*half)(void *), void *what) {
    long number;
    enum mode mode = control(&number);
    pthread_mutex_lock(&turn);
    calls++;
    note(kind);
    if (mode >= DIE && calls == number) {
        if (mode == TEAR && half) half(what);
        if (mode == CUT || mode == MIX) cut(mode == MIX, number);
        die();
    }
    pthread_mutex_unlock(&turn);
    while (kind == 's' && mode == STALLED) {
        struct timespec moment = {.tv_nsec = 5000000};
        nanosleep(&moment, NULL);
        mode = control(&number);
    }
    return mode;
}

struct bytes {
    int fd;
    const void *from;
    size_t count;
    off64_t offset;
};

static void half_here(void *what) {
    struct bytes *bytes = what;
    syscall(SYS_write, bytes->fd, bytes->from, bytes->count / 2);
}

static void half_there(void *what) {
    struct bytes *bytes = what;
    syscall(SYS_pwrite64, bytes->fd, bytes->from, bytes->count / 2, bytes->offset);
}

ssize_t write(int fd, const void *from, size_t count) {
    if (ours(fd)) {
        struct bytes bytes = {fd, from, count, 0};
        enum mode mode = fate('w', half_here, &bytes);
        if (mode == FULL) return errno = ENOSPC, -1;
        if (mode >= CUT) remember(fd, from, count, lseek64(fd, 0, SEEK_CUR));
    }
    return syscall(SYS_write, fd, from, count);
}

ssize_t pwrite64(int fd, const void *from, size_t count, off64_t offset) {
    if (ours(fd)) {
        struct bytes bytes = {fd, from, count, offset};
        enum mode mode = fate('w', half_there, &bytes);
        if (mode == FULL) return errno = ENOSPC, -1;
        if (mode >= CUT) remember(fd, from, count, offset);
    }
    return syscall(SYS_pwrite64, fd, from, count, offset);
}

ssize_t pwrite(int fd, const void *from, size_t count, off_t offset) {
    return pwrite64(fd, from, count, offset);
}

/* A flush by either name. */
static int flush(int fd, long name) {
    enum mode mode = ours(fd) ? fate('s', NULL, NULL) : OK;
    if (mode == BROKEN) return errno = EIO, -1;
    int result = (int)syscall(name, fd);
    if (mode >= CUT && !result) flushed(fd);
    return result;
}

int fsync(int fd) {
    return flush(fd, SYS_fsync);
}

int fdatasync(int fd) {
    return flush(fd, SYS_fdatasync);
}

int ftruncate64(int fd, off64_t length) {
    if (ours(fd) && fate('t', NULL, NULL) >= CUT) remember(fd, NULL, 0, length);
    return (int)syscall(SYS_ftruncate, fd, length);
}

int ftruncate(int fd, off_t length) {
    return ftruncate64(fd, length);
}
