/* hold FILE SHARE SECONDS: keeps a file open, as Excel does, sharing nothing (0) or reading only (1). */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

int wmain(int count, wchar_t **words) {
    if (count != 4) return 2;
    HANDLE file = CreateFileW(words[1], GENERIC_READ | GENERIC_WRITE, (DWORD)_wtoi(words[2]), NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) return 1;
    puts("held");
    fflush(stdout);
    Sleep((DWORD)_wtoi(words[3]) * 1000);
    CloseHandle(file);
    return 0;
}
