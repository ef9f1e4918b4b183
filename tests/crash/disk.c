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
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum mode { OK, FULL, STALLED, BROKEN, DIE, TEAR };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static long calls;

static int ours(int fd) {
    const char *folder = getenv("DISK_FOLDER");
    char link[64], path[4096];
    if (!folder) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    size_t prefix = strlen(folder);
    return length > (ssize_t)prefix && !strncmp(path, folder, prefix) && path[prefix] == '/';
}

static enum mode control(long *number) {
    static const char *names[] = {"ok", "full", "stalled", "broken", "die", "tear"};
    char text[64] = "", name[16] = "";
    const char *path = getenv("DISK_CONTROL");
    int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0) : -1;
    *number = 0;
    if (fd < 0) return OK;
    ssize_t length = syscall(SYS_read, fd, text, sizeof text - 1);
    syscall(SYS_close, fd);
    if (length <= 0 || sscanf(text, "%15s %ld", name, number) < 1) return OK;
    for (int mode = OK; mode <= TEAR; mode++)
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
    if ((mode == DIE || mode == TEAR) && calls == number) {
        if (mode == TEAR && half) half(what);
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
        if (fate('w', half_here, &bytes) == FULL) return errno = ENOSPC, -1;
    }
    return syscall(SYS_write, fd, from, count);
}

ssize_t pwrite64(int fd, const void *from, size_t count, off64_t offset) {
    if (ours(fd)) {
        struct bytes bytes = {fd, from, count, offset};
        if (fate('w', half_there, &bytes) == FULL) return errno = ENOSPC, -1;
    }
    return syscall(SYS_pwrite64, fd, from, count, offset);
}

ssize_t pwrite(int fd, const void *from, size_t count, off_t offset) {
    return pwrite64(fd, from, count, offset);
}

int fsync(int fd) {
    if (ours(fd) && fate('s', NULL, NULL) == BROKEN) return errno = EIO, -1;
    return (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd) {
    if (ours(fd) && fate('s', NULL, NULL) == BROKEN) return errno = EIO, -1;
    return (int)syscall(SYS_fdatasync, fd);
}

int ftruncate64(int fd, off64_t length) {
    if (ours(fd)) fate('t', NULL, NULL);
    return (int)syscall(SYS_ftruncate, fd, length);
}

int ftruncate(int fd, off_t length) {
    return ftruncate64(fd, length);
}
